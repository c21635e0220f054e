# The 29 reference fits of tests/gold/lavaan. Run: Rscript tests/gold/lavaan.R
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
source(file.path(folder, "lib", "lavaan_case.R"))
source(file.path(folder, "lib", "models.R"))

groups <- function(...) list(data = hs, model = HS, fun = "cfa", args = c(list(group = "school"), list(...)))
cfa_of <- function(...) list(data = hs, model = HS, fun = "cfa", args = list(...))
agree_extra <- c(paste0("A", 1:5), paste0("E", 1:5))

cases <- list(
  cfa_ml = cfa_of(),
  cfa_ml_stdlv = cfa_of(std.lv = TRUE),
  cfa_ml_means = cfa_of(meanstructure = TRUE),
  cfa_ml_observed = cfa_of(information = "observed"),
  cfa_mlr = cfa_of(estimator = "MLR"),
  cfa_mlm = cfa_of(estimator = "MLM"),
  cfa_uls = cfa_of(estimator = "ULS"),
  cfa_gls = cfa_of(estimator = "GLS"),
  cfa_second_order = list(data = hs, model = paste0(HS, "\ng =~ visual + textual + speed"), fun = "cfa", args = list()),
  cfa_fiml = list(data = hsm, model = HS, fun = "cfa", args = list(missing = "ml")),
  cfa_fiml_mlr = list(data = hsm, model = HS, fun = "cfa", args = list(missing = "ml", estimator = "MLR")),
  cfa_group_configural = groups(),
  cfa_group_metric = groups(group.equal = "loadings"),
  cfa_group_scalar = groups(group.equal = c("loadings", "intercepts")),
  cfa_group_strict = groups(group.equal = c("loadings", "intercepts", "residuals")),
  cfa_group_partial = groups(group.equal = c("loadings", "intercepts"), group.partial = c("x3~1", "x7~1")),
  cfa_group_scalar_mlr = groups(group.equal = c("loadings", "intercepts"), estimator = "MLR"),
  cfa_wlsmv = list(data = hso, model = HS, fun = "cfa", args = list(ordered = items)),
  cfa_dwls = list(data = hso, model = HS, fun = "cfa", args = list(ordered = items, estimator = "DWLS")),
  cfa_wlsmv_bfi = list(data = bfi, model = BFI, fun = "cfa", args = list(ordered = agree_extra)),
  sem_ml = list(data = pd, model = PD, args = list()),
  sem_mlr = list(data = pd, model = PD, args = list(estimator = "MLR")),
  sem_defined = list(data = pd, model = PD_MEDIATION, args = list()),
  sem_defined_mlr = list(data = pd, model = PD_MEDIATION, args = list(estimator = "MLR")),
  sem_cluster = list(data = twolevel, model = TWOLEVEL, args = list(cluster = "cluster")),
  sem_cluster_mlr = list(data = twolevel, model = TWOLEVEL, args = list(cluster = "cluster", estimator = "MLR")),
  growth_ml = list(data = growth, model = GROWTH, fun = "growth", args = list()),
  path_ml = list(data = bh, model = PATH, args = list()),
  path_cluster = list(data = bh, model = PATH, args = list(cluster = "GRP"))
)
for (name in names(cases)) write_case(folder, file.path(folder, "lavaan"), name, cases[[name]])
