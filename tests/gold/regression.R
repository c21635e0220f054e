# What is printed of a linear regression in blocks: standardised coefficients, VIF, R2 by block.
# Base R alone. Run: Rscript tests/gold/regression.R
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
d <- read.csv(file.path(folder, "data", "agents.csv"))
steps <- list(lm(score ~ x, d), lm(score ~ x + z, d), lm(score ~ x + z + x:z, d))
last <- steps[[3]]
X <- model.matrix(last)[, -1]
sds <- c(sd(d$x), sd(d$z), sd(d$x) * sd(d$z))  # of a product: of its parts (Aiken & West, 1991)
r2 <- sapply(steps, function(m) summary(m)$r.squared)
pair <- lapply(2:3, function(i) anova(steps[[i - 1]], steps[[i]]))
ends <- confint(last)
line <- function(v) paste0("[", paste(format(v, digits = 15, trim = TRUE), collapse = ", "), "]")
found <- c(
  R = paste0('"', R.version.string, '"'),
  n = nrow(d),
  b = line(coef(last)),
  se = line(coef(summary(last))[, 2]),
  beta = line(coef(last)[-1] * sds / sd(d$score)),
  lower = line(ends[, 1]), upper = line(ends[, 2]),
  pvalue = line(coef(summary(last))[, 4]),
  vif = line(diag(solve(cor(X)))),
  r2 = line(r2), delta_r2 = line(diff(c(0, r2))),
  adj_r2 = line(sapply(steps, function(m) summary(m)$adj.r.squared)),
  f_change = line(c(summary(steps[[1]])$fstatistic[1], sapply(pair, function(a) a$F[2]))),
  p_change = line(c(anova(steps[[1]])[1, 5], sapply(pair, function(a) a[2, 6]))))
text <- paste0(' "', names(found), '": ', found, collapse = ",\n")
writeLines(paste0("{\n", text, "\n}"), file.path(folder, "regression.json"))
