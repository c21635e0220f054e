# Interval of eta squared of 50,000 people in five groups, by inverting the noncentral F of R.
# Rscript tests/gold/large_eta.R tests/gold   (base R and jsonlite)
library(jsonlite)
folder <- commandArgs(trailingOnly = TRUE)[1]
end <- function(F, df1, df2, share) {
  uniroot(function(ncp) pf(F, df1, df2, ncp) - share, F * df1 * c(.5, 1.8), tol = 1e-12)$root
}
one <- function(step, n = 10000, k = 5) {
  y <- c(sapply(0:(k - 1), function(i) step * i + rep(c(-1, 1), n / 2)))
  a <- anova(lm(y ~ factor(rep(1:k, each = n))))
  F <- a$F[1]; df1 <- a$Df[1]; df2 <- a$Df[2]
  ncp <- c(end(F, df1, df2, .975), end(F, df1, df2, .025))
  list(step = step, F = F, est = F * df1 / (F * df1 + df2),
    lower = ncp[1] / (ncp[1] + df2), upper = ncp[2] / (ncp[2] + df2))
}
out <- list(R = R.version.string, cases = lapply(c(.05, .1), one))
write_json(out, file.path(folder, "large_eta.json"), digits = NA, auto_unbox = TRUE, pretty = 1)
