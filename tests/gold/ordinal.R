# Ordered variables: groups, thresholds, theta, mixed with continuous ones.
# Run: Rscript tests/gold/ordinal.R
suppressMessages({library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
source(file.path(folder, "lib", "lavaan_case.R"))
HS <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9"
hs <- read.csv(file.path(folder, "data", "holzinger_swineford_ordinal.csv"))
x <- paste0("x", 1:9)
raw <- read.csv(file.path(folder, "data", "holzinger_swineford.csv"))
mixed <- raw; mixed[c("x1", "x2", "x3", "x7")] <- hs[c("x1", "x2", "x3", "x7")]
bfi <- na.omit(read.csv(file.path(folder, "data", "bfi.csv"))[, c("A1", "A2", "A3", "A4", "A5", "gender")])
bin <- bfi; bin[1:5] <- lapply(bfi[1:5], function(v) as.integer(v > 4))
SEMO <- paste(HS, "speed ~ a*visual + b*textual
textual ~ c*visual
ind := c*b", sep = "\n")
cases <- list(
  theta = list("holzinger_swineford_ordinal.csv", hs, HS, list(ordered = x, parameterization = "theta")),
  structural = list("holzinger_swineford_ordinal.csv", hs, SEMO, list(ordered = x)),
  groups = list("holzinger_swineford_ordinal.csv", hs, HS, list(ordered = x, group = "school")),
  groups_loadings = list("holzinger_swineford_ordinal.csv", hs, HS, list(ordered = x, group = "school", group.equal = "loadings")),
  groups_thresholds = list("holzinger_swineford_ordinal.csv", hs, HS, list(ordered = x, group = "school", group.equal = c("loadings", "thresholds"))),
  groups_theta = list("holzinger_swineford_ordinal.csv", hs, HS, list(ordered = x, group = "school", group.equal = c("loadings", "thresholds"), parameterization = "theta")),
  groups_dwls = list("holzinger_swineford_ordinal.csv", hs, HS, list(ordered = x, group = "school", group.equal = c("loadings", "thresholds"), estimator = "DWLS")),
  std_lv = list("holzinger_swineford_ordinal.csv", hs, HS, list(ordered = x, std.lv = TRUE)),
  binary = list("binary", bin, "f =~ A1 + A2 + A3 + A4 + A5", list(ordered = names(bin)[1:5])),
  mixed = list("mixed", mixed, HS, list(ordered = c("x1", "x2", "x3", "x7"))),
  mixed_theta = list("mixed", mixed, HS, list(ordered = c("x1", "x2", "x3", "x7"), parameterization = "theta")),
  mixed_dwls = list("mixed", mixed, HS, list(ordered = c("x1", "x2", "x3", "x7"), estimator = "DWLS")))
out <- lapply(names(cases), function(name) {
  k <- cases[[name]]
  fit <- do.call("sem", c(list(k[[3]], data = k[[2]]), k[[4]]))
  pe <- parameterEstimates(fit, standardized = TRUE)
  keep <- intersect(c("lhs", "op", "rhs", "group", "label", "est", "se", "std.lv", "std.all"), names(pe))
  list(case = name, data = k[[1]], model = k[[3]], args = k[[4]], converged = lavInspect(fit, "converged"),
       nobs = lavInspect(fit, "nobs"), estimates = as.data.frame(pe)[keep], fit = as.list(fitMeasures(fit)))
})
names(out) <- names(cases)
write.csv(bin, file.path(folder, "data", "bfi_binary.csv"), row.names = FALSE)
write.csv(mixed[c("school", x)], file.path(folder, "data", "holzinger_swineford_mixed.csv"), row.names = FALSE)
write_json(list(lavaan = as.character(packageVersion("lavaan")), R = R.version.string, cases = out),
           file.path(folder, "ordinal.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
