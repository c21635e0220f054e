# Generalised linear models, their robust errors, marginal effects and diagnostics.
# Run: Rscript tests/gold/glm.R
suppressMessages({library(sandwich); library(clubSandwich); library(numDeriv); library(car)
  library(lmtest); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))

# ---- data: 240 agents in 20 teams of unequal size, drawn here
set.seed(20261124)
n <- 240
team <- sort(sample(1:20, n, TRUE, prob = 1:20))
u <- rnorm(20, sd = .4)[team]
x <- round(rnorm(n), 3); z <- round(.4 * x + rnorm(n), 3)
channel <- sample(1:3, n, TRUE, prob = c(5, 3, 2))
eta <- -.2 + .5 * x + .3 * z + .35 * x * z + .4 * (channel == 2) - .3 * (channel == 3) + u
d <- data.frame(team, x, z, channel,
  yes = rbinom(n, 1, plogis(eta)),
  trials = sample(5:40, n, TRUE), hours = round(runif(n, 2, 40), 1))
d$resolved <- rbinom(n, d$trials, plogis(eta / 2))
d$helps <- rpois(n, d$hours * exp(-1.5 + .25 * x + .2 * z + .1 * x * z + u / 2))
d$seconds <- round(rgamma(n, shape = 3, scale = exp(4 + .2 * x - .1 * z + u / 3) / 3), 2)
d$score <- round(3 + .5 * x + .2 * z + .3 * x * z + u + rnorm(n, sd = .8), 3)
write.csv(d, file.path(folder, "data", "agents.csv"), row.names = FALSE)
d$channel <- factor(d$channel)

tight <- glm.control(epsilon = 1e-15, maxit = 100)
form <- ~ x + z + channel + x:z
models <- list(
  binomial = glm(update(form, yes ~ .), binomial, d, control = tight),
  trials = glm(update(form, cbind(resolved, trials - resolved) ~ .), binomial, d, control = tight),
  poisson = glm(update(form, helps ~ . + offset(log(hours))), poisson, d, control = tight),
  gamma = glm(update(form, seconds ~ .), Gamma(log), d, control = tight),
  gaussian = lm(update(form, score ~ .), d))
smaller <- list(
  binomial = glm(yes ~ x + z + channel, binomial, d, control = tight),
  trials = glm(cbind(resolved, trials - resolved) ~ x + z + channel, binomial, d, control = tight),
  poisson = glm(helps ~ x + z + channel + offset(log(hours)), poisson, d, control = tight),
  gamma = glm(seconds ~ x + z + channel, Gamma(log), d, control = tight),
  gaussian = lm(score ~ x + z + channel, d))

# R keeps the working weights of the last step but one: start again from where it ended
models[1:4] <- lapply(models[1:4], function(m) { b <- coef(m); do.call(update, list(m, start = b)) })

# ---- average marginal effects: means over the sample, delta method by numDeriv
linkinv <- function(m) if (inherits(m, "glm")) m$family$linkinv else identity
design <- function(m, data) model.matrix(delete.response(terms(m)), data, xlev = m$xlevels)
predicted <- function(m, data, b) {
  o <- if (!is.null(m$offset)) m$offset else 0
  mean(linkinv(m)(drop(design(m, data) %*% b) + o))
}
slope <- function(m, v, at = list()) function(b) {
  e <- d; for (name in names(at)) e[[name]] <- at[[name]]
  o <- if (!is.null(m$offset)) m$offset else 0
  # dX/dv is exact: every column is linear in v
  up <- e; up[[v]] <- e[[v]] + 1
  X <- design(m, e); D <- design(m, up) - X
  eta <- drop(X %*% b) + o
  mu.eta <- if (inherits(m, "glm")) m$family$mu.eta else function(x) rep(1, length(x))
  mean(mu.eta(eta) * drop(D %*% b))
}
contrast <- function(m, v, level, base) function(b) {
  one <- d; one[[v]] <- factor(level, levels(d[[v]])); zero <- d; zero[[v]] <- factor(base, levels(d[[v]]))
  predicted(m, one, b) - predicted(m, zero, b)
}
level_at <- function(m, at) function(b) {
  e <- d; for (name in names(at)) e[[name]] <- at[[name]]
  predicted(m, e, b)
}
quants <- unname(quantile(d$z, c(.16, .5, .84)))
effects_of <- function(m, vcovs) {
  b <- coef(m)
  fs <- list(x = slope(m, "x"), z = slope(m, "z"),
    `channel=2` = contrast(m, "channel", "2", "1"), `channel=3` = contrast(m, "channel", "3", "1"),
    x_low = slope(m, "x", list(z = quants[1])), x_mid = slope(m, "x", list(z = quants[2])),
    x_high = slope(m, "x", list(z = quants[3])),
    predicted = level_at(m, list(x = 1, z = quants[3])))
  lapply(fs, function(f) {
    g <- numDeriv::grad(f, b, method = "Richardson", method.args = list(r = 6))
    c(list(est = f(b)), lapply(vcovs, function(V) sqrt(drop(t(g) %*% V %*% g))))
  })
}

one <- function(name) {
  m <- models[[name]]; s <- smaller[[name]]
  V <- list(classical = vcov(m), hc3 = vcovHC(m, "HC3"),
    cr1 = vcovCL(m, d$team, type = "HC1"), cr2 = vcovCR(m, d$team, "CR2"))
  test <- coef_test(m, vcovCR(m, d$team, "CR2"), test = "Satterthwaite")
  htz <- Wald_test(m, constrain_zero(4:6), vcovCR(m, d$team, "CR2"), test = "HTZ")
  out <- list(b = unname(coef(m)), terms = names(coef(m)),
    se = lapply(V, function(v) unname(sqrt(diag(v)))),
    df_cr2 = if (is.null(test$df_Satt)) test$df else test$df_Satt,
    htz = list(F = htz$Fstat, df2 = htz$df_denom, p = htz$p_val),
    quantiles = quants, margins = effects_of(m, lapply(V, as.matrix)),
    vif = { R <- cov2cor(vcov(m)[-1, -1]); unname(diag(solve(R))) })
  # the coefficient of x without each team in turn
  out$without <- sapply(sort(unique(d$team)), function(g) coef(update(m, data = d[d$team != g, ]))[["x:z"]])
  if (name == "gaussian") {
    r <- resettest(m, power = 2:3, type = "fitted")
    out$reset <- list(F = unname(r$statistic), df1 = unname(r$parameter[1]), df2 = unname(r$parameter[2]), p = r$p.value)
    return(out)
  }
  change <- anova(s, m, test = if (name == "gamma") "F" else "Chisq")
  out$deviance <- deviance(m); out$null_deviance <- m$null.deviance
  out$pearson <- sum(residuals(m, "pearson")^2)
  out$dispersion <- summary(m)$dispersion
  out$change <- list(deviance = change$Deviance[2],
    p = if (name == "gamma") change$`Pr(>F)`[2] else change$`Pr(>Chi)`[2],
    F = if (name == "gamma") change$F[2] else NULL)
  if (name != "gamma") {
    null <- update(m, . ~ 1, start = NULL)
    if (name == "poisson") null <- glm(helps ~ 1 + offset(log(hours)), poisson, d, control = tight)
    l1 <- as.numeric(logLik(m)); l0 <- as.numeric(logLik(null))
    out$loglik <- l1; out$loglik_null <- l0; out$aic <- AIC(m)
    out$mcfadden <- 1 - l1 / l0
    out$nagelkerke <- (1 - exp(2 * (l0 - l1) / n)) / (1 - exp(2 * l0 / n))
  }
  if (name == "binomial") {
    p <- fitted(m); out$auc <- (sum(rank(p)[d$yes == 1]) - sum(d$yes) * (sum(d$yes) + 1) / 2) / (sum(d$yes) * sum(1 - d$yes))
  }
  out$cook <- max(cooks.distance(m)); out$leverage <- max(hatvalues(m))
  out
}
versions <- sapply(c("sandwich", "clubSandwich", "numDeriv", "car", "lmtest"), function(p) as.character(packageVersion(p)))
out <- list(R = R.version.string, packages = as.list(versions), n = n,
  fits = setNames(lapply(names(models), one), names(models)))
write_json(out, file.path(folder, "glm.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
cat("wrote glm.json\n")
