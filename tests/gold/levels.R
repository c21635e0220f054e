# Robust errors and mixed models. Run: Rscript tests/gold/levels.R
suppressMessages({library(lme4); library(lmerTest); library(clubSandwich); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
data <- function(name) read.csv(file.path(folder, "data", name))
scores <- data("synthetic_scores.csv"); bh <- data("bh1996.csv")
write.csv(sleepstudy, file.path(folder, "data", "sleepstudy.csv"), row.names = FALSE)
write.csv(Pastes[, c("strength", "batch", "sample")], file.path(folder, "data", "pastes.csv"), row.names = FALSE)
write.csv(Penicillin, file.path(folder, "data", "penicillin.csv"), row.names = FALSE)

# ---- cluster-robust and heteroscedasticity-consistent errors
robust <- function(fit, cluster) {
  one <- function(type) {
    V <- vcovCR(fit, cluster = cluster, type = type)
    t <- coef_test(fit, vcov = V, test = "Satterthwaite")
    list(b = t$beta, se = t$SE, df = t$df_Satt, p = t$p_Satt)
  }
  h <- hatvalues(fit); e <- residuals(fit); X <- model.matrix(fit); B <- solve(crossprod(X))
  list(names = names(coef(fit)), CR2 = one("CR2"), CR1S = one("CR1S"),
       hc3 = unname(sqrt(diag(B %*% t(X) %*% diag(e^2 / (1 - h)^2) %*% X %*% B))),
       classical = unname(summary(fit)$coefficients[, 2]))
}
wald <- function(fit, cluster, constraints) {
  w <- Wald_test(fit, constraints = constrain_zero(constraints), vcov = "CR2", cluster = cluster, test = "HTZ")
  list(constraints = constraints - 1, F = w$Fstat, df1 = w$df_num, df2 = w$df_denom, p = w$p_val)
}
interaction <- lm(AD ~ COP + TKS * NRW + tenure, scores)
small <- subset(bh, GRP <= 8)
contextual <- lm(WBEING ~ HRS + G.HRS + LEAD, small)

# ---- mixed models
described <- function(fit) {
  s <- summary(fit); v <- as.data.frame(VarCorr(fit)); X <- model.matrix(fit)
  fixed <- var(as.vector(X %*% fixef(fit)))
  list(formula = deparse(formula(fit)), reml = isREML(fit), nobs = nobs(fit),
       ngrps = as.list(summary(fit)$ngrps),
       names = names(fixef(fit)), b = unname(fixef(fit)), se = unname(s$coefficients[, "Std. Error"]),
       df = unname(s$coefficients[, "df"]), p = unname(s$coefficients[, "Pr(>|t|)"]),
       vcov = unname(as.matrix(vcov(fit))), loglik = as.numeric(logLik(fit)),
       aic = AIC(fit), bic = BIC(fit), variances = v[, c("grp", "var1", "var2", "vcov", "sdcor")],
       fixed_variance = fixed)
}
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-11, maxfun = 1e5))
two <- function(f, d) list(reml = described(lmer(f, d, REML = TRUE, control = control)),
                           ml = described(lmer(f, d, REML = FALSE, control = control)))
test <- function(full, reduced, d) {  # restricted likelihoods: same fixed effects
  a <- logLik(lmer(full, d, control = control)); b <- logLik(lmer(reduced, d, control = control))
  list(LRT = 2 * (as.numeric(a) - as.numeric(b)), df = attr(a, "df") - attr(b, "df")) }
models <- list(
  bh_null = two(WBEING ~ 1 + (1 | GRP), bh),
  bh_intercept = two(WBEING ~ HRS + LEAD + G.HRS + (1 | GRP), bh),
  bh_slope = two(WBEING ~ HRS + LEAD + G.HRS + (1 + LEAD | GRP), bh),
  sleep_slope = two(Reaction ~ Days + (1 + Days | Subject), sleepstudy),
  pastes_nested = two(strength ~ 1 + (1 | batch) + (1 | sample), Pastes),
  penicillin_crossed = two(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin),
  scores_random = two(AD ~ COP + TKS + (1 | team_id), scores)
)
write_json(list(
  lme4 = as.character(packageVersion("lme4")), lmerTest = as.character(packageVersion("lmerTest")),
  clubSandwich = as.character(packageVersion("clubSandwich")), R = R.version.string,
  interaction = robust(interaction, scores$team_id), contextual = robust(contextual, small$GRP),
  wald = wald(interaction, scores$team_id, 3:4),
  models = models,
  ranova = list(sleep = test(Reaction ~ Days + (1 + Days | Subject), Reaction ~ Days + (1 | Subject), sleepstudy),
                bh = test(WBEING ~ HRS + LEAD + G.HRS + (1 + LEAD | GRP), WBEING ~ HRS + LEAD + G.HRS + (1 | GRP), bh))),
  file.path(folder, "levels.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")

# ---- shares of variance: where the profiled restricted deviance has risen by 3.84
share_interval <- function(f, d, k) {
  dev <- lmer(f, d, devFunOnly = TRUE); m <- length(as.environment(environment(dev))$lower)
  at <- function(s) { # share of the k-th random term of m
    if (m == 1) return(dev(sqrt(s / (1 - s))))
    optimize(function(other) { th <- numeric(2); th[3 - k] <- other
      th[k] <- sqrt(s / (1 - s) * (1 + other^2)); dev(th) }, c(0, 20), tol = 1e-9)$objective }
  s <- optimize(at, c(1e-9, 1 - 1e-9), tol = 1e-10); limit <- s$objective + qchisq(.95, 1)
  lower <- if (at(1e-9) <= limit) 0 else uniroot(function(x) at(x) - limit, c(1e-9, s$minimum), tol = 1e-11)$root
  upper <- uniroot(function(x) at(x) - limit, c(s$minimum, 1 - 1e-9), tol = 1e-11)$root
  list(share = s$minimum, lower = lower, upper = upper)
}
write_json(list(R = R.version.string, lme4 = as.character(packageVersion("lme4")),
  scores = share_interval(AD ~ 1 + (1 | team_id), scores, 1), bh = share_interval(WBEING ~ 1 + (1 | GRP), bh, 1),
  sample = share_interval(strength ~ 1 + (1 | sample) + (1 | batch), Pastes, 1),
  batch = share_interval(strength ~ 1 + (1 | sample) + (1 | batch), Pastes, 2)),
  file.path(folder, "shares.json"), digits = NA, auto_unbox = TRUE, pretty = 1)
