# Reference numbers for rates of contacts. Run: Rscript tests/gold/kpi.R
# Data: simulated here (seed below): 40 teams, 12 agents each, routine and non-routine contacts.
suppressMessages({library(clubSandwich); library(lme4); library(MASS); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
set.seed(20261124)
G <- 40; N <- G * 12
team <- rep(seq_len(G), each = 12)
d <- data.frame(agent = seq_len(N), team = team, tks = rnorm(N), cop = rnorm(N))
d$tks <- .5 * d$cop + sqrt(.75) * d$tks
d$tenure <- sample(1:5, N, TRUE)
u <- rnorm(G, 0, .15)[team]; v <- rnorm(N, 0, .3)
d$n_r <- rpois(N, 90) + 30; d$n_nr <- rpois(N, 25) + 15
d$s_r <- rbinom(N, d$n_r, plogis(1.3 + .04 * d$tks + .02 * d$tenure + u + v))
d$s_nr <- rbinom(N, d$n_nr, plogis(.2 + .25 * d$tks + .05 * d$cop + u + v))
d$c_r <- rnegbin(N, d$n_r * exp(-2.2 + .02 * d$tks + u), 4)
d$c_nr <- rnegbin(N, d$n_nr * exp(-1.4 - .12 * d$tks + u), 4)
d$t_r <- exp(rnorm(N, 5.6 + .01 * d$tks + u, .15)); d$t_nr <- exp(rnorm(N, 6 + .05 * d$tks + u, .2))
d <- round(d, 6)
write.csv(d, file.path(folder, "data", "kpi.csv"), row.names = FALSE)
d <- read.csv(file.path(folder, "data", "kpi.csv"))
long <- rbind(data.frame(d[, 1:5], nr = 0, s = d$s_r, n = d$n_r, c = d$c_r, t = d$t_r),
              data.frame(d[, 1:5], nr = 1, s = d$s_nr, n = d$n_nr, c = d$c_nr, t = d$t_nr))
tight <- glm.control(epsilon = 1e-14, maxit = 100)
robust <- function(m, cluster) {
  v1 <- vcovCR(m, cluster = cluster, type = "CR1"); v2 <- vcovCR(m, cluster = cluster, type = "CR2")
  t2 <- coef_test(m, vcov = v2, test = "Satterthwaite")
  list(b = unname(coef(m)), se = unname(sqrt(diag(vcov(m)))), cr1 = unname(sqrt(diag(as.matrix(v1)))),
       cr2 = unname(t2$SE), df = unname(if (is.null(t2$df_Satt)) t2$df else t2$df_Satt), deviance = deviance(m),
       pearson = sum(residuals(m, "pearson")^2))
}
one <- function(y, n, data) glm(cbind(y, n - y) ~ tks + cop + tenure, binomial, data, control = tight)
b1 <- one(d$s_nr, d$n_nr, d)
b2 <- glm(cbind(s, n - s) ~ nr * (tks + cop + tenure), binomial, long, control = tight)
p1 <- glm(c_nr ~ tks + cop + tenure + offset(log(n_nr)), poisson, d, control = tight)
p2 <- glm(c ~ nr * (tks + cop + tenure) + offset(log(n)), poisson, long, control = tight)
l2 <- lm(log(t) ~ nr * (tks + cop + tenure), long)
nb <- glm.nb(c_nr ~ tks + cop + tenure + offset(log(n_nr)), d, control = glm.control(1e-14, 200))
bb <- function(s, n) {
  f <- function(p) { m <- plogis(p[1]); M <- exp(p[2]); -sum(lbeta(s + m * M, n - s + (1 - m) * M) - lbeta(m * M, (1 - m) * M)) }
  o <- list(par = c(qlogis(sum(s) / sum(n)), 3))
  for (i in 1:5) o <- optim(o$par, f, control = list(reltol = 1e-16, maxit = 5000))
  M <- exp(o$par[2]); m <- plogis(o$par[1])
  list(a = m * M, b = (1 - m) * M, loglik = -o$value, shrunken = (s + m * M) / (n + M))
}
ctl <- glmerControl("bobyqa", optCtrl = list(maxfun = 1e5, rhoend = 1e-9))
mixed <- function(k, formula) {
  m <- glmer(formula, long, binomial, nAGQ = k, control = ctl)
  list(nodes = k, b = unname(fixef(m)), se = unname(sqrt(diag(as.matrix(vcov(m))))), sd = unname(getME(m, "theta")))
}
f <- cbind(s, n - s) ~ nr * (tks + cop + tenure) + (1 | agent)
out <- list(
  versions = list(R = R.version.string, clubSandwich = as.character(packageVersion("clubSandwich")),
                  lme4 = as.character(packageVersion("lme4")), MASS = as.character(packageVersion("MASS"))),
  binomial = robust(b1, d$team), binomial_stacked = robust(b2, long$team),
  binomial_by_agent = robust(b2, long$agent),
  poisson = robust(p1, d$team), poisson_stacked = robust(p2, long$team),
  log_stacked = robust(l2, long$team),
  nb = list(b = unname(coef(nb)), se = unname(sqrt(diag(vcov(nb)))), theta = nb$theta,
            loglik = as.numeric(logLik(nb))),
  beta_binomial = bb(d$s_nr, d$n_nr), mixed = lapply(c(15, 25), mixed, f))
write_json(out, file.path(folder, "kpi.json"), digits = NA, auto_unbox = TRUE, pretty = TRUE)
