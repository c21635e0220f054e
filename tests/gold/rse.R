# Reference numbers for the study tests/studies/rse-2017 on the published export, which is
# not part of the project. Run: Rscript tests/gold/rse.R [path of the export]
# Reads the file on its own terms: nothing here comes from cpsurvey.
suppressMessages({library(lavaan); library(psych); library(jsonlite)})
options(warn = 1)
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
source(file.path(folder, "lib", "lavaan_case.R"))
given <- commandArgs(TRUE)
export <- if (length(given)) given[1] else
  file.path(folder, "..", "..", "..", "shared", "data", "rse_uk_2017_limesurvey.csv")
if (!file.exists(export)) { cat("no export, nothing written\n"); quit(status = 0) }

raw <- read.csv(export, check.names = FALSE, colClasses = "character", na.strings = character(),
                fileEncoding = "UTF-8-BOM")
code <- sub("\\..*$", "", names(raw))
clean <- function(x) tolower(trimws(gsub("[\ufeff\u00a0]", " ", x)))
pick <- function(pattern) clean(raw[[which(grepl(pattern, code))]])
sub_item <- function(item) clean(raw[[grep(paste0("\\[", item, "\\]$"), code)]])
agree <- c("strongly disagree", "disagree", "neither agree or disagree", "agree", "strongly agree")
often <- c("never", "sometimes", "often", "very often", "always")
coded <- function(x, labels) { stopifnot(all(x %in% c(labels, ""))); match(x, labels) }

scales <- list(
  recognition = paste0("affRec", 1:5), satisfaction = paste0("affSat", 1:4),
  employability = paste0("percEmp", 1:4), feedback = paste0("perfCheck", 1:7),
  turnover = paste0("turnOver", 1:6))
agreed <- c(scales$recognition, scales$satisfaction, scales$employability, "turnOver5", "turnOver6")
items <- as.data.frame(sapply(unlist(scales, use.names = FALSE), function(item)
  coded(sub_item(item), if (item %in% agreed) agree else often)))
items$turnOver2 <- 4 - items$turnOver2   # three answers were offered
items$turnOver5 <- 6 - items$turnOver5
items <- items[rowSums(!is.na(items)) > 0, ]
kept <- as.integer(rownames(items))

yes <- function(x) ifelse(x == "yes", 1, ifelse(x == "no", 0, NA))
bands <- c("18 to 24 years" = 21, "25 to 34 years" = 29.5, "35 to 44 years" = 39.5,
           "45 to 54 years" = 49.5, "55 to 64 years" = 59.5, "65 years and over" = 70)
other <- data.frame(
  years = unname(bands[pick("^socio3$")]), member = yes(pick("^ukrse1$")),
  meets_locally = yes(pick("^ukrse2\\[SQ002\\]$")), has_trained = yes(pick("^train1$")))[kept, ]

score <- function(names) {
  x <- items[, names]
  k <- length(names)
  needed <- if (k %in% 3:5) k - 1 else ceiling(.8 * k)
  ifelse(rowSums(!is.na(x)) >= needed, rowMeans(x, na.rm = TRUE), NA)
}
scores <- as.data.frame(lapply(scales, score))
everything <- cbind(items, scores, other)

reliability <- lapply(names(scales), function(s) {
  x <- na.omit(items[, scales[[s]]])
  n <- nrow(x); k <- ncol(x)
  v <- cov(x); alpha <- k / (k - 1) * (1 - sum(diag(v)) / sum(v))
  df1 <- n - 1; df2 <- (n - 1) * (k - 1)
  fit <- cfa(paste("f =~", paste(scales[[s]], collapse = "+")), x, std.lv = TRUE)
  est <- parameterEstimates(fit)
  load <- est$est[est$op == "=~"]; theta <- est$est[est$op == "~~" & est$lhs != "f"]
  list(scale = s, n = n, k = k, alpha = alpha,
       alpha_ci = c(1 - (1 - alpha) * qf(.975, df1, df2), 1 - (1 - alpha) * qf(.025, df1, df2)),
       psych_alpha = suppressWarnings(psych::alpha(x, warnings = FALSE)$total$raw_alpha),
       omega_total = sum(load)^2 / (sum(load)^2 + sum(theta)),
       item_rest = sapply(scales[[s]], function(i) cor(x[, i], rowSums(x[, setdiff(scales[[s]], i)]))))
})

correlation <- psych::corr.test(scores, adjust = "none", ci = FALSE)

regress <- function(outcome) {
  terms <- c("years", "member", "meets_locally", "has_trained", "recognition")
  d <- na.omit(everything[, c(outcome, terms)])
  blocks <- list("years", terms[1:4], terms)
  fits <- lapply(blocks, function(b) lm(reformulate(b, outcome), d))
  last <- fits[[3]]
  X <- model.matrix(last); e <- residuals(last); h <- hatvalues(last)
  bread <- solve(crossprod(X))
  hc3 <- sqrt(diag(bread %*% crossprod(X * (e / (1 - h))) %*% bread))
  list(outcome = outcome, n = nrow(d), b = unname(coef(last)),
       se_classical = unname(sqrt(diag(vcov(last)))), se_hc3 = unname(hc3),
       r2 = sapply(fits, function(f) summary(f)$r.squared),
       f_change = anova(fits[[1]], fits[[2]], fits[[3]])$F[3],
       vif = unname(diag(solve(cor(X[, -1])))))
}

model <- paste("recognition =~", paste(scales$recognition, collapse = "+"), "
  satisfaction =~", paste(scales$satisfaction, collapse = "+"), "
  turnover =~", paste(scales$turnover, collapse = "+"), "
  satisfaction ~ a*recognition
  turnover ~ b*satisfaction + c*recognition
  indirect := a*b
  total := c + a*b")
five <- paste(sapply(names(scales), function(s) paste(s, "=~", paste(scales[[s]], collapse = "+"))), collapse = "\n")
fit_of <- function(fit) {
  polished <- polish(fit)
  list(estimates = estimates_of(fit, polished), fit = as.list(fitMeasures(fit)), nobs = nobs(fit))
}
out <- list(
  lavaan = as.character(packageVersion("lavaan")), psych = as.character(packageVersion("psych")),
  R = R.version.string, rows = nrow(raw), analysed = nrow(items),
  reliability = reliability,
  correlations = list(variables = names(scores), r = unname(correlation$r),
                      n = unname(as.matrix(correlation$n)), p = unname(correlation$p)),
  regressions = lapply(c("satisfaction", "feedback"), regress),
  models = list(
    measurement = fit_of(cfa(five, items, estimator = "MLR", missing = "ml")),
    leaving = fit_of(sem(model, items, estimator = "MLR", missing = "ml")),
    leaving_listwise = fit_of(sem(model, items))))
write_json(out, file.path(folder, "rse.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
cat("wrote rse.json\n")
