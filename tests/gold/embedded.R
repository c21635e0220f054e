# A factor of the second order among other factors: Rscript tests/gold/embedded.R > tests/gold/embedded.json
# lavaan, MLR: differences of chi-square against correlated factors (Satorra-Bentler 2001),
# standardised loadings of the second order, omega hierarchical from the estimates; the RMSEA
# of the differences with limits by inverting pchisq.
suppressMessages({library(lavaan); library(jsonlite)})
data <- read.csv("tests/gold/data/synthetic_items.csv")
items <- function(scale) paste0(scale, 1:5, collapse = " + ")
others <- sprintf("%s =~ %s", c("don", "crm", "ad"), sapply(c("don", "crm", "ad"), items))
sides <- sprintf("%s =~ %s", c("me", "je", "sr"), sapply(c("me", "je", "sr"), items))
one <- paste("cop =~", paste(sapply(c("me", "je", "sr"), items), collapse = " + "))
fit <- function(lines) cfa(paste(lines, collapse = "\n"), data, std.lv = TRUE, estimator = "MLR")
base <- fit(c(sides, others))
second <- fit(c(sides, others, "cop =~ me + je + sr"))
single <- fit(c(one, others))
limit <- function(x, df, p) {
  if (pchisq(x, df) < p) return(0)
  uniroot(function(nc) pchisq(x, df, nc) - p, c(0, 10 * x + 100), tol = 1e-12)$root
}
against <- function(model) {
  found <- lavTestLRT(base, model)
  x <- found[2, "Chisq diff"]; df <- found[2, "Df diff"]; n <- nobs(base)
  list(chisq = x, df = df, p = found[2, "Pr(>Chisq)"],
       rmsea = sqrt(max(0, x - df) / (df * n)),
       lower = sqrt(limit(x, df, 0.975) / (df * n)), upper = sqrt(limit(x, df, 0.025) / (df * n)),
       below = pchisq(x, df, 0.08^2 * df * n))
}
std <- subset(standardizedSolution(second), op == "=~" & lhs == "cop")
est <- parameterEstimates(second)
value <- function(l, o, r) est$est[est$lhs == l & est$op == o & est$rhs == r]
lower <- sapply(c("me", "je", "sr"), function(s) sum(est$est[est$lhs == s & est$op == "=~"]))
upper <- sapply(c("me", "je", "sr"), function(s) value("cop", "=~", s))
names15 <- unlist(lapply(c("me", "je", "sr"), paste0, 1:5))
rest <- sum(sapply(names15, function(i) value(i, "~~", i))) + sum(lower^2)
whole <- sum(lower * upper)^2
cat(toJSON(list(
  versions = list(R = as.character(getRversion()), lavaan = as.character(packageVersion("lavaan"))),
  second_order = against(second), one_factor = against(single),
  std = std$est.std, se = std$se, omega_h = whole / (whole + rest)
), digits = NA, auto_unbox = TRUE, pretty = TRUE), "\n")
