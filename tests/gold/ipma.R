# Importance and performance on 0 to 100. Run: Rscript tests/gold/ipma.R
suppressMessages({library(lavaan); library(clubSandwich); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
d <- read.csv(file.path(folder, "data", "synthetic_scores.csv"))
for (v in c("COP", "TKS", "AD")) d[[v]] <- 100 * (d[[v]] - 1) / 6   # answers 1 to 7
# total effects of a path model, by lavaan's own products of paths
model <- "TKS ~ a*COP + n1*NRW + tenure
          AD ~ b*TKS + c*COP + n2*NRW + tenure
          COP ~~ NRW
          total_COP := c + a*b
          total_NRW := n2 + n1*b
          total_TKS := b"
fit <- sem(model, d, fixed.x = FALSE)
total <- subset(parameterEstimates(fit), op == ":=")
robust <- function(f, type) {
  t <- coef_test(f, vcov = vcovCR(f, cluster = d$team_id, type = type), test = "Satterthwaite")
  list(names = names(coef(f)), b = t$beta, se = t$SE, df = t$df_Satt)
}
hc3 <- function(f) { X <- model.matrix(f); B <- solve(crossprod(X)); e <- resid(f) / (1 - hatvalues(f)); unname(sqrt(diag(B %*% crossprod(X * e) %*% B))) }
first <- lm(AD ~ tenure + COP + NRW, d); second <- lm(AD ~ tenure + COP + NRW + TKS, d)
write_json(list(R = R.version.string, lavaan = as.character(packageVersion("lavaan")),
  clubSandwich = as.character(packageVersion("clubSandwich")),
  total = as.list(setNames(total$est, total$lhs)),
  first = robust(first, "CR2"), second = robust(second, "CR2"), first_hc3 = hc3(first),
  means = lapply(c(COP = "COP", TKS = "TKS", AD = "AD"), function(v) robust(lm(as.formula(paste(v, "~ 1")), d), "CR2"))),
  file.path(folder, "ipma.json"), digits = I(15), auto_unbox = TRUE, pretty = TRUE)
