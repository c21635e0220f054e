# Variance by crossed groups, lme4. Run: Rscript tests/gold/split.R
# 320 made-up people in 26 teams, crossed with 7 communities of unequal sizes, two measures each.
suppressMessages({library(lme4); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
set.seed(18)
n <- 320
people <- data.frame(person = seq_len(n), team = sample(26, n, TRUE, 1 / (1:26)^0.6),
                     community = sample(7, n, TRUE, c(8, 6, 5, 4, 3, 2, 1)))
level <- 0.7 * rnorm(7)[people$community] + 0.5 * rnorm(26)[people$team] + 0.8 * rnorm(n)
d <- rbind(cbind(people, measure = 0, y = level + rnorm(n)),
           cbind(people, measure = 1, y = 0.4 + level + rnorm(n)))
d <- d[-sample(nrow(d), 40), ]  # not everybody has both
d$y <- round(d$y, 6)
write.csv(d, file.path(folder, "data", "split.csv"), row.names = FALSE)

control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-11, maxfun = 1e5))
# Shares of lmer's variances, in the order of `terms` and then the residual; limits where the
# restricted deviance, the other levels searched for anew, has risen by 3.84.
split <- function(fixed, terms, d) {
  f <- reformulate(c(fixed, sprintf("(1 | %s)", terms)), "y")
  fit <- lmer(f, d, control = control); dev <- lmer(f, d, devFunOnly = TRUE)
  v <- as.data.frame(VarCorr(fit)); v <- setNames(v$vcov, v$grp)[c(terms, "Residual")]
  share <- v / sum(v)
  # order in which lme4 has the terms
  order <- match(names(getME(fit, "flist"))[attr(getME(fit, "flist"), "assign")], terms)
  limit <- dev(sqrt(v[terms] / v["Residual"])[order]) + qchisq(.95, 1)
  at <- function(k, s) {
    rest <- sqrt(v[-k] / sum(v[-k]))
    out <- function(r) { part <- numeric(length(v)); part[-k] <- (1 - s) * r^2 / sum(r^2); part[k] <- s
      if (part[length(v)] <= 0) return(1e9)
      dev(sqrt(part[seq_along(terms)] / part[length(v)])[order]) }
    best <- optim(rest, out, control = list(reltol = 1e-13, maxit = 4000))
    optim(best$par, out, control = list(reltol = 1e-14, maxit = 4000))$value - limit }
  ends <- sapply(seq_along(v), function(k) {
    low <- if (at(k, 1e-9) <= 0) 0 else uniroot(function(s) at(k, s), c(1e-9, share[k]), tol = 1e-9)$root
    c(low, uniroot(function(s) at(k, s), c(share[k], 1 - 1e-6), tol = 1e-9)$root) })
  list(terms = terms, share = unname(share), lower = ends[1, ], upper = ends[2, ],
       sd = unname(sqrt(v)), loglik = as.numeric(logLik(fit)), n = nobs(fit))
}
write_json(list(R = R.version.string, lme4 = as.character(packageVersion("lme4")),
  crossed = split("1", c("community", "team"), subset(d, measure == 1)),
  measures = split("measure", c("community", "team", "person"), d)),
  file.path(folder, "split.json"), digits = NA, auto_unbox = TRUE, pretty = 1)
