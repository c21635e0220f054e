# Fits models to moments alone: means and covariances of those who answered everything by
# maximum likelihood; thresholds, correlations and their covariance (NACOV) by WLSMV. Compares
# with what cpsurvey finds from the same moments (expected.csv).
#
#   Rscript moments.R
#
# Needs R and the package lavaan, nothing else. lavaan 0.6 takes no moments under MLR or full
# information: numbers of a report that rest on these come from answers.
suppressPackageStartupMessages(library(lavaan))

flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
# R writes a blank in the path of its script as '~+~'.
here <- if (length(flag)) dirname(gsub("~+~", " ", sub("^--file=", "", flag[1]), fixed = TRUE)) else "."
beside <- function(name) file.path(here, name)
square <- function(name) {
  as.matrix(read.csv(beside(name), row.names = 1, check.names = FALSE))
}

told <- read.csv(beside("means.csv"), stringsAsFactors = FALSE)
continuous <- list(sample.cov = square("covariances.csv"),
                   sample.mean = setNames(told$mean, told$variable),
                   sample.nobs = told$n[1])

ordinal <- function(id) {
  cuts <- read.csv(beside(paste0(id, "-thresholds.csv")), stringsAsFactors = FALSE)
  correlations <- square(paste0(id, "-correlations.csv"))
  thresholds <- setNames(cuts$value, paste(cuts$variable, cuts$threshold, sep = "|"))
  attr(thresholds, "th.idx") <- match(cuts$variable, rownames(correlations))
  rows <- lapply(strsplit(readLines(beside(paste0(id, "-nacov.csv"))), ",", fixed = TRUE), as.numeric)
  NACOV <- matrix(0, length(rows), length(rows))
  for (i in seq_along(rows)) NACOV[i, seq_len(i)] <- NACOV[seq_len(i), i] <- rows[[i]]
  list(sample.cov = correlations, sample.mean = setNames(rep(0, nrow(correlations)), rownames(correlations)),
       sample.th = thresholds, sample.nobs = told$n[1], estimator = "WLSMV",
       WLS.V = diag(1 / diag(NACOV)), NACOV = NACOV, ordered = unique(cuts$variable))
}

# Means are given where the model has them only: else lavaan counts them in its SRMR.
with_moments <- function(fun, model, moments, ...) {
  if (identical(list(...)$meanstructure, FALSE)) moments$sample.mean <- NULL
  suppressWarnings(do.call(fun, c(list(model = model), moments, list(...))))
}

models <- list()
# MODELS

expected <- read.csv(beside("expected.csv"), stringsAsFactors = FALSE)
# A quotation mark keeps spreadsheets from reading '=~' as a formula.
expected$op <- sub("^'", "", expected$op)
expected$lavaan <- rep(NA_real_, nrow(expected))
for (name in names(models)) {
  fit <- models[[name]]()
  rows <- parameterEstimates(fit, standardized = TRUE, remove.nonfree = FALSE)
  measures <- suppressWarnings(fitMeasures(fit))
  for (i in which(expected$model == name)) {
    one <- expected[i, ]
    if (one$what == "fit") {
      expected$lavaan[i] <- measures[one$statistic]
    } else {
      straight <- rows$lhs == one$lhs & (rows$rhs == one$rhs | one$op == ":=")
      turned <- one$op == "~~" & rows$lhs == one$rhs & rows$rhs == one$lhs
      at <- which(rows$op == one$op & (straight | turned))[1]
      expected$lavaan[i] <- rows[[one$statistic]][at]
    }
  }
}
expected$difference <- abs(expected$lavaan - expected$value) / pmax(1, abs(expected$value))
for (name in names(models)) {
  one <- expected[expected$model == name, ]
  cat(sprintf("%-24s %4d numbers, %d without a counterpart, largest difference (relative above 1) %.2g\n",
              name, nrow(one), sum(is.na(one$lavaan)), max(c(0, one$difference), na.rm = TRUE)))
}
write.csv(expected, beside("compared.csv"), row.names = FALSE, na = "")
