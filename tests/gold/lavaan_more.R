# Further reference fits: one for every combination of estimator, option and data the engine
# offers, with modification indices, tests, scores and residuals where named.
# Run: Rscript tests/gold/lavaan_more.R
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
source(file.path(folder, "lib", "lavaan_case.R"))
source(file.path(folder, "lib", "models.R"))

# ---- what a case may carry beside estimates and fit ---------------------------------------
plain <- function(t) {
  t <- as.data.frame(t)
  attributes(t)$class <- "data.frame"
  t
}
modification <- function(fit) {
  list(modindices = plain(modindices(fit))[, c("lhs", "op", "rhs", "group", "mi", "epc", "sepc.lv", "sepc.all")])
}
single_modification <- function(fit) {
  list(modindices = plain(modindices(fit))[, c("lhs", "op", "rhs", "mi", "epc", "sepc.lv", "sepc.all")])
}
releases <- function(fit) {
  score <- lavTestScore(fit)
  table <- parTable(fit)
  named <- function(plabel) {
    i <- match(plabel, table$plabel)
    data.frame(lhs = table$lhs[i], op = table$op[i], rhs = table$rhs[i], group = table$group[i])
  }
  list(score_test = list(
    total = list(chisq = score$test$X2, df = score$test$df, pvalue = score$test$p.value),
    single = data.frame(a = I(named(score$uni$lhs)), b = I(named(score$uni$rhs)),
                        chisq = score$uni$X2, df = score$uni$df)))
}
wald <- function(constraints) function(fit) {
  test <- lavTestWald(fit, paste(constraints, collapse = "\n"))
  list(wald = list(constraints = constraints, chisq = test$stat, df = test$df, pvalue = test$p.value))
}
standardized <- function(fit) {
  keep <- function(t) plain(t)[, intersect(c("lhs", "op", "rhs", "group", "est.std", "se", "z", "ci.lower", "ci.upper"), names(t))]
  list(standardized = list(std_all = keep(standardizedSolution(fit, type = "std.all")),
                           std_lv = keep(standardizedSolution(fit, type = "std.lv"))))
}
by_group <- function(x) if (lavInspect(x$fit, "ngroups") == 1) list(x$value) else unname(x$value)
residual <- function(fit) {
  unlabel <- function(r) {
    r <- r[names(r) %in% c("cov", "mean")]
    out <- list(cov = unname(unclass(as.matrix(r$cov))))
    if (!is.null(r$mean)) out$mean <- unname(as.numeric(r$mean))
    out
  }
  one <- function(type) {
    lapply(by_group(list(fit = fit, value = residuals(fit, type = type))), unlabel)
  }
  list(residuals = list(variables = lavNames(fit, "ov"), raw = one("raw"), cor = one("cor.bollen"),
                        normalized = one("normalized"), standardized = one("standardized")))
}
rsquare <- function(fit) {
  list(rsquare = lapply(by_group(list(fit = fit, value = lavInspect(fit, "rsquare"))), as.list))
}
factor_scores <- function(fit) {
  one <- function(method) {
    lapply(by_group(list(fit = fit, value = lavPredict(fit, method = method))),
           function(s) unname(unclass(s))[1:12, , drop = FALSE])
  }
  list(factor_scores = list(latents = lavNames(fit, "lv"), regression = one("regression"), bartlett = one("Bartlett")))
}

# ---- models --------------------------------------------------------------------------------
LABELS <- 'visual =~ x1 + a*x2 + b*x3
textual =~ x4 + c*x5 + d*x6
speed =~ x7 + e*x8 + f*x9'
NONRECURSIVE <- 'visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
visual ~ b1*textual + x9
textual ~ b2*visual + x7
loop := b1*b2'
NONRECURSIVE_PATH <- 'x1 ~ p*x4 + ageyr + x9
x4 ~ q*x1 + grade + x7
x1 ~~ x4'
MIMIC <- paste0(HS, "\nvisual + textual + speed ~ ageyr + sex")
STRUCTURE <- paste0(HS, "\nspeed ~ visual + textual\nx1 ~~ x9")
BIFACTOR <- 'g =~ A1 + A2 + A3 + A4 + A5 + N1 + N2 + N3 + N4 + N5
agree =~ A1 + A2 + A3 + A4 + A5
neuro =~ N1 + N2 + N3 + N4 + N5
g ~~ 0*agree + 0*neuro
agree ~~ 0*neuro'
SECOND <- paste0(HS, "\ng =~ visual + textual + speed")
# every piece of the language in one model
LANGUAGE <- '# modifiers, several left sides, continuation, separators
visual =~ NA*x1 + start(0.5)*x2 +
          0.7*x3 ; visual ~~ 1*visual
textual =~ x4 + lt*x5 + equal("lt")*x6   ! two equal loadings
speed =~ x7 + x8 + label("ls")*x9
x1 + x2 ~~ x7
textual ~ b1*visual
speed ~ b2*visual + b3*textual
x4 ~ 1
prod := b1*b3 ; ratio := exp(b2) / (1 + ls^2)'
LATENT_GROWTH <- 'i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4
i ~ x1
s ~ x1 + x2'
INEQUALITY <- function(last) paste(LABELS, last, sep = "\n")

# ---- cases ---------------------------------------------------------------------------------
of <- function(data, model, ..., fun = NULL, more = list(), active = NULL) {
  list(data = data, model = model, fun = fun, args = list(...), more = more, active = active)
}
hs_cov <- {
  d <- read_data(folder, hs)
  list(sample.cov = cov(d[items]), sample.mean = colMeans(d[items]), sample.nobs = nrow(d))
}
all_single <- list(single_modification, standardized, residual, rsquare, factor_scores)
cases <- list(
  # language and constraints
  language = of(hs, LANGUAGE, more = list(standardized)),
  equality_linear = of(hs, paste0(LABELS, "\na == b\nc + d == 2*e"), fun = "cfa"),
  equality_linear_constant = of(hs, paste0(LABELS, "\na + b == 1.25"), fun = "cfa", estimator = "MLR"),
  equality_nonlinear = of(hs, paste0(LABELS, "\nb == a^2 + 0.3\nc*d == e"), fun = "cfa"),
  equality_nonlinear_mlr = of(hs, paste0(LABELS, "\nb == a^2 + 0.3\nc*d == e"), fun = "cfa", estimator = "MLR"),
  inequality_idle = of(hs, INEQUALITY("a < 0.9\nf > 0.2"), fun = "cfa"),
  inequality_active = of(hs, INEQUALITY("a < 0.5\nf > 0.2"), fun = "cfa", active = INEQUALITY("a == 0.5")),
  # kinds of models
  nonrecursive = of(hs, NONRECURSIVE, more = list(standardized, rsquare)),
  nonrecursive_path = of(hs, NONRECURSIVE_PATH),
  nonrecursive_mlr = of(hs, NONRECURSIVE, estimator = "MLR"),
  bifactor = of(bfi, BIFACTOR, fun = "cfa", std.lv = TRUE, more = list(single_modification)),
  bifactor_mlr = of(bfi, BIFACTOR, fun = "cfa", std.lv = TRUE, estimator = "MLR"),
  second_order_mlr = of(hs, SECOND, fun = "cfa", estimator = "MLR", more = list(standardized, rsquare)),
  second_order_fiml = of(hsm, SECOND, fun = "cfa", missing = "ml"),
  growth_mlr = of(growth, GROWTH, fun = "growth", estimator = "MLR"),
  growth_covariates = of(growth, LATENT_GROWTH, fun = "growth", more = list(standardized, residual, rsquare, factor_scores)),
  growth_mlm = of(growth, LATENT_GROWTH, fun = "growth", estimator = "MLM"),
  mimic = of(hs, MIMIC, more = all_single),
  mimic_free_x = of(hs, MIMIC, fixed.x = FALSE),
  mimic_means = of(hs, MIMIC, meanstructure = TRUE, more = list(standardized)),
  mimic_mlr = of(hs, MIMIC, estimator = "MLR", more = list(standardized)),
  mimic_mlm = of(hs, MIMIC, estimator = "MLM"),
  mimic_gls = of(hs, MIMIC, estimator = "GLS"),
  mimic_uls = of(hs, MIMIC, estimator = "ULS"),
  # estimators
  gls_means = of(hs, HS, fun = "cfa", estimator = "GLS", meanstructure = TRUE),
  uls_means = of(hs, HS, fun = "cfa", estimator = "ULS", meanstructure = TRUE),
  sem_gls = of(pd, PD, estimator = "GLS"),
  sem_uls = of(pd, PD, estimator = "ULS"),
  sem_mlm = of(pd, PD, estimator = "MLM"),
  mlr_expected = of(hs, HS, fun = "cfa", estimator = "MLR", information = "expected"),
  from_covariance = list(model = HS, fun = "cfa", args = list(), moments = hs_cov[c(1, 3)]),
  from_covariance_means = list(model = HS, fun = "cfa", args = list(meanstructure = TRUE), moments = hs_cov),
  from_covariance_gls = list(model = HS, fun = "cfa", args = list(estimator = "GLS"), moments = hs_cov[c(1, 3)]),
  # groups
  group_labels = of(hs, "visual =~ x1 + c(a, a)*x2 + c(b1, b2)*x3\ntextual =~ x4 + c(1.1, NA)*x5 + c(d, d)*x6\nspeed =~ x7 + x8 + x9\ngap := b1 - b2", fun = "cfa", group = "school"),
  group_regressions = of(hs, STRUCTURE, group = "school", group.equal = c("loadings", "regressions")),
  group_everything = of(hs, STRUCTURE, group = "school", group.equal = c("loadings", "intercepts", "residuals", "residual.covariances", "lv.variances", "lv.covariances", "regressions")),
  group_means = of(hs, HS, fun = "cfa", group = "school", group.equal = c("loadings", "intercepts", "means")),
  group_metric_stdlv = of(hs, HS, fun = "cfa", group = "school", group.equal = "loadings", std.lv = TRUE, more = list(modification, standardized, residual, rsquare)),
  group_scalar_score = of(hs, HS, fun = "cfa", group = "school", group.equal = c("loadings", "intercepts"), more = list(releases, standardized, residual, factor_scores, rsquare)),
  group_metric_score = of(hs, HS, fun = "cfa", group = "school", group.equal = "loadings", more = list(releases)),
  group_metric_mlm = of(hs, HS, fun = "cfa", group = "school", group.equal = "loadings", estimator = "MLM"),
  group_scalar_mlm = of(hs, HS, fun = "cfa", group = "school", group.equal = c("loadings", "intercepts"), estimator = "MLM"),
  group_metric_mlr = of(hs, HS, fun = "cfa", group = "school", group.equal = "loadings", estimator = "MLR"),
  group_metric_gls = of(hs, HS, fun = "cfa", group = "school", group.equal = "loadings", estimator = "GLS"),
  group_metric_uls = of(hs, HS, fun = "cfa", group = "school", group.equal = "loadings", estimator = "ULS"),
  group_scalar_gls = of(hs, HS, fun = "cfa", group = "school", group.equal = c("loadings", "intercepts"), estimator = "GLS"),
  group_fiml = of(hsm, HS, fun = "cfa", group = "school", group.equal = c("loadings", "intercepts"), missing = "ml"),
  group_fiml_mlr = of(hsm, HS, fun = "cfa", group = "school", group.equal = c("loadings", "intercepts"), missing = "ml", estimator = "MLR"),
  group_fiml_configural_mlr = of(hsm, HS, fun = "cfa", group = "school", missing = "ml", estimator = "MLR"),
  group_mimic = of(hs, MIMIC, group = "school", group.equal = c("loadings", "regressions")),
  # missing data
  fiml_scores = of(hsm, HS, fun = "cfa", missing = "ml", more = list(standardized, single_modification, factor_scores, rsquare)),
  fiml_expected = of(hsm, HS, fun = "cfa", missing = "ml", information = "expected"),
  fiml_listwise = of(hsm, HS, fun = "cfa", estimator = "MLR"),
  fiml_mimic = of(hsm, MIMIC, missing = "ml"),
  fiml_mimic_mlr = of(hsm, MIMIC, missing = "ml", estimator = "MLR"),
  # clusters
  cluster_fiml = of(twolevel_missing, TWOLEVEL, cluster = "cluster", missing = "ml"),
  cluster_fiml_mlr = of(twolevel_missing, TWOLEVEL, cluster = "cluster", missing = "ml", estimator = "MLR"),
  cluster_fiml_free_x = of(twolevel_missing, TWOLEVEL, cluster = "cluster", missing = "ml", estimator = "MLR", fixed.x = FALSE),
  cluster_listwise_mlr = of(twolevel_missing, TWOLEVEL, cluster = "cluster", estimator = "MLR"),
  group_cluster_mlr = of(twolevel_groups, TWOLEVEL, cluster = "cluster", group = "side", estimator = "MLR"),
  group_cluster_metric_mlr = of(twolevel_groups, TWOLEVEL, cluster = "cluster", group = "side", group.equal = "loadings", estimator = "MLR"),
  group_cluster_fiml_mlr = of(twolevel_groups, TWOLEVEL, cluster = "cluster", group = "side", missing = "ml", estimator = "MLR"),
  # everything derived, on the textbook models
  hs_derived = of(hs, HS, fun = "cfa", more = all_single),
  hs_derived_means = of(hs, HS, fun = "cfa", meanstructure = TRUE, more = all_single),
  hs_derived_mlr = of(hs, HS, fun = "cfa", estimator = "MLR", more = list(standardized, residual)),
  pd_derived = of(pd, PD, more = all_single),
  pd_derived_mlr = of(pd, PD, estimator = "MLR", more = list(standardized, single_modification)),
  pd_wald = of(pd, PD_MEDIATION, more = list(wald(c("p == 0", "q == r")), standardized, releases)),
  pd_wald_mlr = of(pd, PD_MEDIATION, estimator = "MLR", more = list(wald(c("a == 1", "p*r == 1"))))
)
chosen <- commandArgs(TRUE)
for (name in if (length(chosen)) chosen else names(cases)) {
  write_case(folder, file.path(folder, "lavaan_more"), name, cases[[name]], at_optimum = TRUE)
}
