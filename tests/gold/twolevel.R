# Models of two levels in lavaan, covariates random. Run: Rscript tests/gold/twolevel.R
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
source(file.path(folder, "lib", "lavaan_case.R"))
M7 <- "level: 1\nTKS ~ aw*COP\nAD ~ bw*TKS + cw*COP\nlevel: 2\nTKS ~ ab*COP\nAD ~ bb*TKS + cb*COP\nindw := aw*bw\nindb := ab*bb\ncontextual := cb - cw"
PATH <- sub("AD ~ bb\\*TKS \\+ cb\\*COP", "AD ~ bb*TKS", sub("bw\\*TKS \\+ cw\\*COP", "bw*TKS", sub("\ncontextual.*", "", M7)))
SEM <- "level: 1\nfw =~ y1 + y2 + y3\nfw ~ x1 + x2 + x3\nlevel: 2\nfb =~ y1 + y2 + y3\nfb ~ w1 + w2"
EQUAL <- "level: 1\nfw =~ y1 + l2*y2 + l3*y3\nfw ~ x1\nlevel: 2\nfb =~ y1 + l2*y2 + l3*y3\ny1 ~~ 0*y1\nfb ~ w1"
CFA <- "level: 1\nfw =~ y1 + y2 + y3 + y4\nlevel: 2\nfb =~ y1 + y2 + y3 + y4"
of <- function(model, data, cluster, ...) list(model = model, data = data, args = c(list(cluster = cluster, fixed.x = FALSE), list(...)))
one <- function(...) of(..., data = "demo_twolevel.csv", cluster = "cluster")
cases <- list(
  path = of(PATH, "synthetic_scores.csv", "team_id"),
  path_mlr = of(PATH, "synthetic_scores.csv", "team_id", estimator = "MLR"),
  m7 = of(M7, "synthetic_scores.csv", "team_id"),
  sem = one(SEM), sem_mlr = one(SEM, estimator = "MLR"),
  equal = one(EQUAL), equal_mlr = one(EQUAL, estimator = "MLR"), cfa = one(CFA), cfa_mlr = one(CFA, estimator = "MLR"),
  # persons left out, so that clusters differ in size
  unequal = of(SEM, "demo_twolevel_unequal.csv", "cluster"),
  unequal_mlr = of(SEM, "demo_twolevel_unequal.csv", "cluster", estimator = "MLR"))
d <- read_data(folder, "demo_twolevel.csv")
set.seed(20261124)
write.csv(d[d$cluster <= 80 & runif(nrow(d)) < .6, ], file.path(folder, "data", "demo_twolevel_unequal.csv"), row.names = FALSE)
for (name in names(cases)) {
  case <- cases[[name]]
  fit <- suppressWarnings(do.call("sem", c(list(model = case$model, data = read_data(folder, case$data), em.h1.tol = 1e-12, em.h1.iter.max = 50000L), case$args)))
  polished <- tryCatch(polish(fit), error = function(e) { cat(name, conditionMessage(e), "\n"); NULL })
  table <- parameterEstimates(fit, standardized = TRUE, remove.nonfree = FALSE)
  table$est_polished <- NA_real_
  if (!is.null(polished)) {
    full <- parTable(fit)
    key <- function(t) paste(t$lhs, t$op, t$rhs, t$level)
    free <- full$free[match(key(table), key(full))]
    has <- !is.na(free) & free > 0
    table$est_polished[has] <- polished$theta[free[has]]
  }
  record <- list(case = name, lavaan = as.character(packageVersion("lavaan")), R = paste(R.version$major, R.version$minor, sep = "."),
    data = case$data, model = case$model, args = case$args, converged = lavInspect(fit, "converged"),
    estimates = table, fit = as.list(fitMeasures(fit)))
  dir.create(file.path(folder, "twolevel"), showWarnings = FALSE)
  write(toJSON(record, digits = I(12), auto_unbox = TRUE, na = "null", pretty = TRUE), file.path(folder, "twolevel", paste0(name, ".json")))
  cat(name, record$fit$chisq, record$fit$df, "\n")
}
