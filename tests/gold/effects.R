# Standardised effects with limits, covariates that some lack, numbers pooled over given
# completed data sets (lavaan, numDeriv, mice, lme4, lmerTest). Writes effects.json beside it.
# Run: Rscript tests/gold/effects.R
suppressPackageStartupMessages({ library(lavaan); library(mice); library(lmerTest); library(jsonlite) })
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
csv <- function(name) read.csv(file.path(folder, "data", name))
version <- function(p) as.character(packageVersion(p))
out <- list(versions = list(R = R.version.string, lavaan = version("lavaan"), mice = version("mice"), lme4 = version("lme4"), lmerTest = version("lmerTest")))
solution <- function(fit) {
  s <- as.data.frame(standardizedSolution(fit))
  p <- as.data.frame(parameterEstimates(fit))
  s$raw <- p$est; s$raw.se <- p$se
  s
}

# ---- two levels -----------------------------------------------------------------------------
scores <- csv("synthetic_scores.csv")
path <- "level: 1\nTKS ~ aw*COP\nAD ~ bw*TKS + cw*COP\nlevel: 2\nTKS ~ ab*COP\nAD ~ bb*TKS + cb*COP"
two <- sem(path, data = scores, cluster = "team_id", fixed.x = FALSE, em.h1.tol = 1e-12, em.h1.iter.max = 50000L)
s <- as.data.frame(standardizedSolution(two)); s$level <- parTable(two)$level[seq_len(nrow(s))]
out$levels <- list(model = path, estimates = s)

# ---- loadings and factor correlations ---------------------------------------------------------
hs <- csv("holzinger_swineford.csv")
model <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
out$factors <- list(model = model, estimates = solution(cfa(model, data = hs, estimator = "MLR")))

# ---- a latent interaction by products, standardised by the delta method -----------------------
d <- csv("latent_interaction.csv")
names <- list(x = grep("^x", names(d), value = TRUE), w = grep("^w", names(d), value = TRUE), y = grep("^y", names(d), value = TRUE))
cen <- function(v) v - mean(v)
pairs <- seq_len(min(length(names$x), length(names$w)))
for (i in pairs) d[[paste0("prod_", i - 1)]] <- cen(cen(d[[names$x[i]]]) * cen(d[[names$w[i]]]))
outcome <- if (length(names$y) > 1) "ly" else names$y
text <- c(paste("lx =~", paste(names$x, collapse = " + ")), paste("lw =~", paste(names$w, collapse = " + ")),
  paste("lxw =~", paste0("prod_", pairs - 1, collapse = " + ")), if (outcome == "ly") paste("ly =~", paste(names$y, collapse = " + ")),
  paste(outcome, "~ b1*lx + b2*lw + b3*lxw"), "lx ~~ vx*lx", "lw ~~ vw*lw")
fit <- sem(paste(text, collapse = "\n"), data = d, estimator = "MLR", meanstructure = TRUE)
value <- function(theta) {
  m <- lavaan:::lav_model_set_parameters(fit@Model, theta)
  V <- lavaan:::computeVETA(lavmodel = m)[[1]]
  dimnames(V) <- rep(list(m@dimNames[[which(names(m@GLIST) == "psi")]][[1]]), 2)
  labels <- parTable(fit); b <- sapply(c("b1", "b2", "b3"), function(l) theta[labels$free[labels$label == l]])
  sx <- sqrt(V["lx", "lx"]); sw <- sqrt(V["lw", "lw"]); sy <- sqrt(V[outcome, outcome])
  c(b[1] * sx / sy, b[2] * sw / sy, b[3] * sx * sw / sy, (b[1] - b[3] * sw) * sx / sy, b[1] * sx / sy, (b[1] + b[3] * sw) * sx / sy)
}
theta <- coef(fit); J <- numDeriv::jacobian(value, theta); V <- vcov(fit)
est <- value(theta); se <- sqrt(diag(J %*% V %*% t(J)))
out$products <- list(indicators = names, name = c("b1", "b2", "b3", "low", "middle", "high"), est = as.numeric(est), se = as.numeric(se))

# ---- covariates that some lack: random, full information, errors by teams ----------------------
set.seed(20261127)
h <- scores[c("team_id", "COP", "TKS", "AD", "NRW", "tenure")]
h$tenure[runif(600) < plogis(-2.2 + 0.5 * as.numeric(scale(h$AD)))] <- NA
h$TKS[runif(600) < .08] <- NA
h$AD[runif(600) < .05] <- NA
structure <- "TKS ~ a*COP + tenure\nAD ~ b*TKS + c*COP + tenure\nind := a*b"
given <- sem(structure, data = h, missing = "ml", fixed.x = FALSE, estimator = "MLR", cluster = "team_id")
out$covariates <- list(data = h, model = structure, n = lavInspect(given, "nobs"), estimates = solution(given), fit = as.list(fitMeasures(given, c("chisq", "df", "npar"))))

# ---- pooled over given completed data sets -----------------------------------------------------
small <- h[h$team_id < 20, ]
imp <- mice(small, m = 6, method = "pmm", maxit = 3, seed = 5, printFlag = FALSE)
sets <- lapply(1:6, function(i) complete(imp, i))
line <- with(imp, lm(AD ~ TKS * NRW + tenure)); p <- pool(line); s <- summary(p)
mixed <- lapply(sets, function(one) summary(lmer(AD ~ TKS + tenure + (1 | team_id), data = one))$coefficients)
pooled <- lapply(1:3, function(j) {
  Q <- sapply(mixed, function(m) m[j, 1]); U <- sapply(mixed, function(m) m[j, 2]^2); df <- mean(sapply(mixed, function(m) m[j, 3]))
  r <- pool.scalar(Q, U, n = df + 1, k = 1)
  list(est = r$qbar, se = sqrt(r$t), df = r$df, fmi = r$fmi)
})
out$pooled <- list(sets = sets, line = list(term = as.character(s$term), b = s$estimate, se = s$std.error, df = s$df, fmi = p$pooled$fmi, r2 = unname(pool.r.squared(line)[1, "est"])), mixed = pooled)
write_json(out, file.path(folder, "effects.json"), digits = I(10), auto_unbox = TRUE, na = "null")
