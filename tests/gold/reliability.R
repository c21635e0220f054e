# Reliability of scales and composites. Run: Rscript tests/gold/reliability.R
#
# Closed forms come from psych and from lavaan's own sample covariances; model-based
# coefficients from semTools::compRelSEM and AVE, called on lavaan fits whose parameters were
# moved to lavaan's optimum (polish in lib/lavaan_case.R), as its default estimates lie up to
# 8e-5 away. Ordinal fits are refitted with tight tolerances.
suppressPackageStartupMessages({library(lavaan); library(semTools); library(psych); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- if (length(flag)) dirname(sub("^--file=", "", flag[1])) else "tests/gold"
source(file.path(folder, "lib", "lavaan_case.R"))
read <- function(name) read.csv(file.path(folder, "data", name))
quiet <- function(x) { capture.output(y <- suppressWarnings(suppressMessages(x))); y }
plain <- function(x) as.list(unclass(x))

at_optimum <- function(model, data, ...) {
  fit <- quiet(cfa(model, data, ...))
  p <- polish(fit)
  table <- parTable(fit); free <- table$free > 0
  table$est[free] <- p$theta[table$free[free]]
  quiet(cfa(table, data, ..., start = table, optim.method = "none", optim.force.converged = TRUE))
}
both <- function(fit, ...) list(
  observed = plain(quiet(compRelSEM(fit, ...))), model = plain(quiet(compRelSEM(fit, obs.var = FALSE, ...))))
factor_of <- function(f, items) paste(f, "=~", paste(items, collapse = " + "))
tight <- list(rel.tol = 1e-14, x.tol = 1e-12, iter.max = 5000, eval.max = 20000)

one <- function(x, ordinal) {
  x <- na.omit(x); items <- names(x); n <- nrow(x); k <- ncol(x)
  a <- quiet(alpha(x, check.keys = FALSE, warnings = FALSE)); A <- a$total$raw_alpha
  R <- cor(x); C <- cov(x); low <- lower.tri(R)
  fit <- at_optimum(factor_of("f", items), x, std.lv = TRUE)
  l <- lavInspect(fit, "est")$lambda[, 1]; th <- diag(lavInspect(fit, "est")$theta)
  s <- l^2 / (l^2 + th)
  rel <- both(fit)
  out <- list(items = items, n = n, k = k, alpha = A, alpha_std = a$total$std.alpha,
    alpha_ci = c(1 - (1 - A) * qf(.975, n - 1, (n - 1) * (k - 1)), 1 - (1 - A) * qf(.025, n - 1, (n - 1) * (k - 1))),
    guttman6 = a$total[["G6(smc)"]], r_mean = mean(R[low]), r_min = min(R[low]), r_max = max(R[low]),
    cov_mean = mean(C[low]),
    tau_equivalent = plain(quiet(compRelSEM(fit, tau.eq = TRUE)))$f,
    omega_observed = rel$observed$f, omega_model = rel$model$f,
    ave = plain(quiet(AVE(fit)))$f, h = 1 / (1 + 1 / sum(s / (1 - s))))
  if (ordinal) {
    o <- quiet(cfa(factor_of("f", items), x, std.lv = TRUE, ordered = items, estimator = "WLSMV", control = tight))
    out$omega_categorical <- plain(quiet(compRelSEM(o)))$f
    out$ordinal_alpha <- plain(quiet(compRelSEM(o, tau.eq = TRUE, ord.scale = FALSE)))$f
    out$ordinal_loadings <- unname(lavInspect(o, "est")$lambda[, 1])
  }
  out
}

# Higher order (three scales) and, where asked, bifactor; two scales: equal standardised loadings.
several <- function(x, blocks, bifactor = TRUE) {
  x <- na.omit(x[unlist(blocks)]); f <- names(blocks)
  first <- paste(mapply(factor_of, f, blocks), collapse = "\n")
  if (length(blocks) == 2) {
    correlated <- at_optimum(first, x, std.lv = TRUE)
    # a*f1 + a*f2 with unit disturbances: both standardised loadings are a / sqrt(1 + a^2)
    fit <- at_optimum(paste0(first, "\ng =~ a*", f[1], " + a*", f[2]), x, std.lv = TRUE)
    higher <- both(fit, higher = "g")
    total <- both(correlated, return.total = TRUE)
    return(list(n = nrow(x), blocks = blocks, higher = lapply(higher, `[[`, "g"), total = lapply(total, `[[`, "total")))
  }
  fit <- at_optimum(paste0(first, "\ng =~ ", paste(f, collapse = " + ")), x)
  higher <- both(fit, higher = "g")
  # the total variance all factors explain: of the equivalent (three factors) correlated model
  total <- both(at_optimum(first, x, std.lv = TRUE), return.total = TRUE)
  out <- list(n = nrow(x), blocks = blocks, higher = lapply(higher, `[[`, "g"), total = lapply(total, `[[`, "total"))
  if (bifactor) {
    bf <- at_optimum(paste0(factor_of("g", unlist(blocks)), "\n", first), x, std.lv = TRUE, orthogonal = TRUE)
    out$bifactor <- lapply(both(bf), `[[`, "g")
    out$bifactor_converged <- lavInspect(bf, "converged")
  }
  out
}

hs <- read("holzinger_swineford.csv"); hso <- read("holzinger_swineford_ordinal.csv")
bfi <- read("bfi.csv"); for (v in c("A1", "C4", "C5", "E1", "E2", "O2", "O5")) bfi[[v]] <- 7 - bfi[[v]]
sim <- read("synthetic_items.csv")
five <- function(p) paste0(p, 1:5)
cop <- lapply(list(cop_me = "me", cop_je = "je", cop_sr = "sr"), five)
tks <- lapply(list(tks_don = "don", tks_col = "col"), five)
eight <- c(cop, tks, lapply(list(crm = "crm", perf_rp = "rp", perf_ad = "ad"), five))

scales <- list()
for (s in c("A", "C", "E", "N", "O")) scales[[paste0("bfi_", s)]] <- c(list(data = "bfi.csv"), one(bfi[five(s)], TRUE))
for (s in names(eight)) scales[[s]] <- c(list(data = "synthetic_items.csv"), one(sim[eight[[s]]], TRUE))
scales$visual <- c(list(data = "holzinger_swineford.csv"), one(hs[paste0("x", 1:3)], FALSE))
scales$all_nine <- c(list(data = "holzinger_swineford.csv"), one(hs[paste0("x", 1:9)], FALSE))
scales$ordinal_nine <- c(list(data = "holzinger_swineford_ordinal.csv"), one(hso[paste0("x", 1:9)], TRUE))
two <- na.omit(sim[c("me1", "me2")]); r <- cor(two)[1, 2]

# Missing answers by full information.
hsm <- read("holzinger_swineford_missing.csv")
fiml <- at_optimum(factor_of("f", paste0("x", 1:6)), hsm, std.lv = TRUE, missing = "fiml")

m2 <- quiet(cfa(paste0(paste(mapply(factor_of, names(eight), eight), collapse = "\n"),
  "\ncop =~ cop_me + cop_je + cop_sr\ntks =~ 1*tks_don + 1*tks_col"), sim))

write_json(list(
  versions = versions("semTools", "psych"), scales = scales,
  two_items = list(n = nrow(two), spearman_brown = 2 * r / (1 + r)),
  composites = list(
    cop = c(list(data = "synthetic_items.csv"), several(sim, cop)),
    tks = c(list(data = "synthetic_items.csv"), several(sim, tks)),
    hs = c(list(data = "holzinger_swineford.csv"),
      several(hs, list(visual = paste0("x", 1:3), textual = paste0("x", 4:6), speed = paste0("x", 7:9)))),
    bfi = c(list(data = "bfi.csv"), several(bfi, list(A = five("A"), E = five("E"), N = five("N")), FALSE))),
  whole_model = plain(quiet(compRelSEM(m2, higher = c("cop", "tks")))),
  fiml = list(data = "holzinger_swineford_missing.csv", items = paste0("x", 1:6), n = lavInspect(fiml, "nobs"),
    omega = plain(quiet(compRelSEM(fiml, obs.var = FALSE)))$f, ave = plain(quiet(AVE(fiml, obs.var = FALSE)))$f)),
  file.path(folder, "reliability.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
