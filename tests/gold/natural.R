# Reference numbers for natural direct and indirect effects (mediation formula).
# Run: Rscript tests/gold/natural.R
# Data: simulated here. Every mean E[Y(x, M(x*))] is written out: by R's integrate() over the
# normal mediator for a logit outcome, by the closed forms of VanderWeele (2015, Explanation in
# causal inference, chapter 2) for log and probit links, by sums over a binary mediator and a
# count; and averaged over the rows of the control.
suppressMessages(library(jsonlite))
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
set.seed(20261127)
n <- 240
d <- data.frame(x = rnorm(n), c = rnorm(n))
d$m <- .5 * d$x + .3 * d$c + rnorm(n, 0, .9)
d$m2 <- .4 * d$x + .3 * d$m + rnorm(n, 0, .8)
d$b <- rbinom(n, 1, plogis(-.2 + .8 * d$x + .3 * d$c))
d$k <- rpois(n, exp(.2 + .3 * d$x - .2 * d$c))
d$n <- 20 + rpois(n, 30)
d$s <- rbinom(n, d$n, plogis(.2 + .15 * d$x + .5 * d$m + .2 * d$m2 - .2 * d$c))
d$y <- rbinom(n, 1, plogis(-.3 + .3 * d$x + .7 * d$b + .2 * d$k - .2 * d$c))
d$e <- rpois(n, d$n * exp(-2 + .1 * d$x + .2 * d$m + .1 * d$c))
d$p <- rbinom(n, 1, pnorm(.1 + .2 * d$x + .6 * d$m))
d <- round(d, 6)
write.csv(d, file.path(folder, "data", "natural.csv"), row.names = FALSE)
d <- read.csv(file.path(folder, "data", "natural.csv"))
tight <- glm.control(epsilon = 1e-14, maxit = 100)
fit <- function(f, family) glm(f, family, d, control = tight)
at <- c(-.5, .5)
four <- function(mean_at) {  # rows: x of the outcome; columns: x of the mediator
  outer(1:2, 1:2, Vectorize(function(i, j) mean_at(at[i], at[j])))
}
normal_logit <- function(eta, s) sapply(eta, function(e)
  integrate(function(z) plogis(e + s * z) * dnorm(z), -10, 10, rel.tol = 1e-12, abs.tol = 0)$value)

# logit of a share, one normal mediator
o <- coef(fit(cbind(s, n - s) ~ x + m + c, binomial)); lm1 <- lm(m ~ x + c, d); a <- coef(lm1)
s1 <- sqrt(sum(residuals(lm1)^2) / (n - 1))
one <- four(function(x, xm) mean(normal_logit(
  o[1] + o[2] * x + o[4] * d$c + o[3] * (a[1] + a[2] * xm + a[3] * d$c), abs(o[3]) * s1)))
# two normal mediators, residuals correlated
o2 <- coef(fit(cbind(s, n - s) ~ x + m + m2 + c, binomial)); lm2 <- lm(m2 ~ x + c, d); a2 <- coef(lm2)
S <- cov(cbind(residuals(lm1), residuals(lm2))); g <- o2[3:4]; s2 <- sqrt(drop(t(g) %*% S %*% g))
two <- function(x, x1, x2) mean(normal_logit(o2[1] + o2[2] * x + o2[5] * d$c +
  g[1] * (a[1] + a[2] * x1 + a[3] * d$c) + g[2] * (a2[1] + a2[2] * x2 + a2[3] * d$c), s2))
pairs <- expand.grid(x = at, x1 = at, x2 = at)
pairs$mean <- mapply(two, pairs$x, pairs$x1, pairs$x2)
# log of a rate, closed form
p <- coef(fit(e ~ x + m + c + offset(log(n)), poisson))
rate <- c(direct = unname(p[2]), indirect = unname(p[3] * a[2]))
# binary and count mediators of a binary outcome
ob <- coef(fit(y ~ x + b + c, binomial)); mb <- coef(fit(b ~ x + c, binomial))
binary <- four(function(x, xm) { q <- plogis(mb[1] + mb[2] * xm + mb[3] * d$c)
  l <- ob[1] + ob[2] * x + ob[4] * d$c; mean(plogis(l) * (1 - q) + plogis(l + ob[3]) * q) })
ok <- coef(fit(y ~ x + k + c, binomial)); mk <- coef(fit(k ~ x + c, poisson))
count <- four(function(x, xm) { mu <- exp(mk[1] + mk[2] * xm + mk[3] * d$c)
  l <- ok[1] + ok[2] * x + ok[4] * d$c
  mean(rowSums(sapply(0:60, function(v) dpois(v, mu) * plogis(l + ok[3] * v)))) })
# probit, closed form
op <- coef(fit(p ~ x + m + c, binomial("probit")))
probit <- four(function(x, xm) mean(pnorm((op[1] + op[2] * x + op[4] * d$c +
  op[3] * (a[1] + a[2] * xm + a[3] * d$c)) / sqrt(1 + op[3]^2 * s1^2))))
write_json(list(versions = list(R = R.version.string), at = at, logit_normal = one, two = pairs,
  poisson = as.list(rate), logit_binary = binary, logit_count = count, probit_normal = probit,
  probit_b = unname(op)), file.path(folder, "natural.json"), digits = NA, auto_unbox = TRUE, pretty = TRUE)
