# Ordered variables given fixed covariates (conditional.x, lavaan's default with `ordered`).
# Run: Rscript tests/gold/conditional.R
suppressMessages({library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
source(file.path(folder, "lib", "lavaan_case.R"))
file <- function(name) read.csv(file.path(folder, "data", name))
hs <- file("holzinger_swineford_ordinal.csv")
raw <- file("holzinger_swineford.csv")
# lavaan's polyserial correlations run to 1 (with a warning) for most other choices of variables
mixed <- hs; mixed[c("x4", "x8")] <- raw[c("x4", "x8")]
bfi <- file("bfi.csv")[1:1200, c(paste0("A", 1:5), paste0("E", 1:5), "gender", "age")]
agents <- file("synthetic_raw.csv")
agents$french <- as.integer(agents$lang == "fr")
agents$score <- rowMeans(agents[paste0("rp", 1:5)])
agents <- agents[c("team_id", "french", "tenure", paste0("me", 1:5), paste0("crm", 1:5), paste0("ad", 1:5), "score")]
holes <- mixed
set.seed(20261128)
for (name in paste0("x", 1:9)) holes[sample(nrow(holes), 30), name] <- NA
bin <- agents; for (name in paste0("me", 1:5)) bin[name] <- as.integer(bin[[name]] > 4)
data <- list(given_mixed = mixed, given_holes = holes, given_bfi = bfi, given_agents = agents, given_binary = bin)
for (name in names(data)) write.csv(data[[name]], file.path(folder, "data", paste0(name, ".csv")), row.names = FALSE, na = "")
x <- paste0("x", 1:9)
some <- c("x1", "x2", "x3", "x5", "x6", "x7", "x9")
ae <- c(paste0("A", 1:5), paste0("E", 1:5))
HS <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9
"
GIVEN <- paste0(HS, "visual + textual + speed ~ sex + ageyr")
BFI <- "A =~ A1 + A2 + A3 + A4 + A5
E =~ E1 + E2 + E3 + E4 + E5
"
AGENTS <- "me =~ me1 + me2 + me3 + me4 + me5
crm =~ crm1 + crm2 + crm3 + crm4 + crm5
ad =~ ad1 + ad2 + ad3 + ad4 + ad5
crm ~ a*me + french + tenure
ad ~ b*crm + c*me + french + tenure
ind := a*b
total := a*b + c"
OBSERVED <- "score ~ b*crm + french + tenure
crm =~ crm1 + crm2 + crm3 + crm4 + crm5
crm ~ a*tenure + french
ind := a*b"
cases <- list(
  mimic = list("holzinger_swineford_ordinal", hs, "f =~ x1 + x2 + x3 + x4\nf ~ sex + ageyr\nx2 ~ sex", list(ordered = x[1:4])),
  one_binary = list("given_agents", agents, "f =~ me1 + me2 + me3 + me4\nf ~ french", list(ordered = paste0("me", 1:4))),
  factors = list("holzinger_swineford_ordinal", hs, GIVEN, list(ordered = x)),
  std_lv = list("holzinger_swineford_ordinal", hs, GIVEN, list(ordered = x, std.lv = TRUE)),
  theta = list("holzinger_swineford_ordinal", hs, GIVEN, list(ordered = x, parameterization = "theta")),
  dwls = list("holzinger_swineford_ordinal", hs, GIVEN, list(ordered = x, estimator = "DWLS")),
  groups = list("holzinger_swineford_ordinal", hs, GIVEN, list(ordered = x, group = "school")),
  groups_equal = list("holzinger_swineford_ordinal", hs, GIVEN, list(ordered = x, group = "school", group.equal = c("loadings", "thresholds"))),
  groups_theta = list("holzinger_swineford_ordinal", hs, GIVEN, list(ordered = x, group = "school", group.equal = c("loadings", "thresholds", "regressions"), parameterization = "theta")),
  mixed = list("given_mixed", mixed, GIVEN, list(ordered = some)),
  mixed_theta = list("given_mixed", mixed, GIVEN, list(ordered = some, parameterization = "theta")),
  mixed_groups = list("given_agents", agents, gsub(" + french", "", gsub("french + ", "", OBSERVED, fixed = TRUE), fixed = TRUE), list(ordered = paste0("crm", 1:5), group = "french")),
  mixed_holes = list("given_holes", holes, GIVEN, list(ordered = some, missing = "pairwise")),
  mixed_holes_no_covariates = list("given_holes", holes, HS, list(ordered = some, missing = "pairwise")),
  listwise = list("given_bfi", bfi, paste0(BFI, "A + E ~ gender + age"), list(ordered = ae)),
  pairwise = list("given_bfi", bfi, paste0(BFI, "E ~ A + gender + age\nA ~ age"), list(ordered = ae, missing = "pairwise")),
  structural = list("given_agents", agents, AGENTS, list(ordered = c(paste0("me", 1:5), paste0("crm", 1:5), paste0("ad", 1:5)))),
  observed = list("given_agents", agents, OBSERVED, list(ordered = paste0("crm", 1:5))),
  binary = list("given_binary", bin, "me =~ me1 + me2 + me3 + me4 + me5\nme ~ french + tenure", list(ordered = paste0("me", 1:5))))
out <- lapply(names(cases), function(name) {
  k <- cases[[name]]
  call <- function(...) do.call("sem", c(list(k[[3]], data = k[[2]], ...), k[[4]]))
  fit <- withCallingHandlers(call(), warning = function(w) {
    if (grepl("nearly", conditionMessage(w))) stop(name, ": ", conditionMessage(w))
  })
  polished <- tryCatch(polish(fit), error = function(e) NULL)
  if (!is.null(polished)) {  # errors and tests of the optimum itself
    table <- parTable(fit)
    free <- table$free > 0
    table$est[free] <- polished$theta[table$free[free]]
    fit <- call(start = table, optim.method = "none")
  }
  pe <- parameterEstimates(fit, standardized = TRUE, rsquare = FALSE)
  keep <- intersect(c("lhs", "op", "rhs", "group", "label", "est", "se", "std.lv", "std.all"), names(pe))
  cat(name, if (is.null(polished)) "not polished" else polished$gradient, "\n")
  mi <- if (name %in% c("factors", "structural", "mixed")) {
    head(modindices(fit, sort. = TRUE)[c("lhs", "op", "rhs", "mi", "epc", "sepc.all")], 12)
  }
  scores <- if (name %in% c("factors", "structural")) unname(unclass(lavPredict(fit))[1:20, , drop = FALSE])
  list(case = name, data = paste0(k[[1]], ".csv"), model = k[[3]], args = k[[4]],
       polished = !is.null(polished), nobs = lavInspect(fit, "nobs"),
       estimates = as.data.frame(pe)[keep], fit = as.list(fitMeasures(fit)), modification = mi, scores = scores,
       r2 = if (is.null(k[[4]]$group)) as.list(lavInspect(fit, "rsquare")))
})
names(out) <- names(cases)
pick <- function(t) as.list(unlist(t[2, c("Chisq diff", "Df diff", "Pr(>Chisq)")]))
free <- sem(AGENTS, agents, ordered = cases$structural[[4]]$ordered)
none <- sem(sub("c*me", "0*me", sub("total := a*b + c", "", AGENTS, fixed = TRUE), fixed = TRUE), agents,
            ordered = cases$structural[[4]]$ordered)
write_json(list(lavaan = as.character(packageVersion("lavaan")), R = R.version.string, cases = out,
                difference = pick(lavTestLRT(free, none))),
           file.path(folder, "conditional.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
