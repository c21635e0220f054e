# Difference tests between nested models. Run: Rscript tests/gold/lrt.R
suppressMessages({library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
HS <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9"
hs <- read.csv(file.path(folder, "data", "holzinger_swineford.csv"))
pairs <- list(
  metric_mlr = list(c("loadings"), character(0), "MLR"),
  scalar_mlr = list(c("loadings", "intercepts"), c("loadings"), "MLR"),
  metric_mlm = list(c("loadings"), character(0), "MLM"),
  scalar_mlm = list(c("loadings", "intercepts"), c("loadings"), "MLM"))
fit <- function(equal, estimator) if (length(equal))
  cfa(HS, hs, group = "school", group.equal = equal, estimator = estimator) else
  cfa(HS, hs, group = "school", estimator = estimator)
row <- function(t) list(chisq = t[2, "Chisq diff"], df = t[2, "Df diff"], pvalue = t[2, "Pr(>Chisq)"])
out <- lapply(pairs, function(p) {
  h0 <- fit(p[[1]], p[[3]]); h1 <- fit(p[[2]], p[[3]])
  list(restricted = I(p[[1]]), general = I(p[[2]]), estimator = p[[3]],
       satorra.bentler.2001 = row(lavTestLRT(h1, h0, method = "satorra.bentler.2001")),
       satorra.2000 = row(lavTestLRT(h1, h0, method = "satorra.2000", A.method = "exact", scaled.shifted = FALSE)),
       satorra.2000.delta = row(lavTestLRT(h1, h0, method = "satorra.2000", A.method = "delta", scaled.shifted = FALSE)))
})
write_json(list(lavaan = as.character(packageVersion("lavaan")), R = R.version.string, pairs = out),
           file.path(folder, "lrt.json"), digits = NA, auto_unbox = TRUE, pretty = 1)
