# Rival measurement models and discriminant validity. Run: Rscript tests/gold/validity.R
suppressMessages({library(lavaan); library(semTools); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
d <- read.csv(file.path(folder, "data", "synthetic_items.csv"))
bfi <- read.csv(file.path(folder, "data", "bfi.csv"))[, 1:15]

set <- function(...) paste(sprintf("%s =~ %s", names(c(...)), c(...)), collapse = "\n")
run <- function(prefix, k = 5) paste0(prefix, 1:k, collapse = " + ")
core <- c(cop_me = run("me"), cop_je = run("je"), cop_sr = run("sr"), tks_don = run("don"),
          tks_col = run("col"), crm = run("crm"), perf_rp = run("rp"), perf_ad = run("ad"))
apart <- function(names) paste(apply(combn(names, 2), 2, function(p) sprintf("%s ~~ 0*%s", p[1], p[2])),
                               collapse = "\n")
all <- paste(core, collapse = " + ")
reversed <- c("me5", "je5", "sr5", "don5", "col5", "crm5", "rp5", "ad5")
three <- core[1:3]
fits <- list(
  correlated = cfa(set(core), d, estimator = "MLR", std.lv = TRUE, meanstructure = TRUE),
  one_factor = cfa(paste("general =~", all), d, estimator = "MLR", std.lv = TRUE, meanstructure = TRUE),
  second_order = cfa(paste(set(core), "cop =~ cop_me + cop_je + cop_sr", "tks =~ l*tks_don + l*tks_col", sep = "\n"),
                     d, estimator = "MLR", std.lv = TRUE, meanstructure = TRUE),
  bifactor = cfa(paste(paste("general =~", paste(three, collapse = " + ")), set(three),
                       apart(c("general", names(three))), sep = "\n"),
                 d, estimator = "MLR", std.lv = TRUE, meanstructure = TRUE),
  three = cfa(set(three), d, estimator = "MLR", std.lv = TRUE, meanstructure = TRUE),
  wording = cfa(paste(set(core), paste("wording =~", paste(reversed, collapse = " + ")),
                      paste(sprintf("wording ~~ 0*%s", names(core)), collapse = "\n"), sep = "\n"),
                d, estimator = "MLR", std.lv = TRUE, meanstructure = TRUE),
  share = cfa(paste(set(core), paste("wording =~", paste(sprintf("%.6g*%s", sapply(d[reversed], sd), reversed),
                                                          collapse = " + ")), "wording ~~ NA*wording",
                    paste(sprintf("wording ~~ 0*%s", names(core)), collapse = "\n"), sep = "\n"),
              d, estimator = "MLR", std.lv = TRUE, meanstructure = TRUE),
  uniqueness = cfa(paste(set(core), paste(apply(combn(reversed, 2), 2, paste, collapse = " ~~ "),
                                          collapse = "\n"), sep = "\n"),
                   d, estimator = "MLR", std.lv = TRUE, meanstructure = TRUE))
measures <- c("chisq", "df", "pvalue", "chisq.scaled", "pvalue.scaled", "chisq.scaling.factor", "cfi", "tli",
              "rmsea", "cfi.robust", "tli.robust", "rmsea.robust", "rmsea.ci.lower.robust",
              "rmsea.ci.upper.robust", "srmr", "aic", "bic", "logl")
table <- function(f) {
  p <- parameterEstimates(f); s <- standardizedSolution(f, type = "std.all")
  keep <- p$op %in% c("=~", "~~") & !(p$op == "~~" & p$lhs == p$rhs)
  cbind(p[keep, c("lhs", "op", "rhs", "est", "se", "ci.lower", "ci.upper")], std = s$est.std[keep])
}
compare <- function(a, b) {
  t <- lavTestLRT(a, b, method = "satorra.bentler.2001")
  list(chisq = t[2, "Chisq diff"], df = t[2, "Df diff"], p = t[2, "Pr(>Chisq)"])
}
scores <- sapply(core[c("cop_me", "cop_je", "crm", "perf_ad")], function(f)
  rowMeans(d[, strsplit(f, " \\+ ")[[1]]]))
pairs <- combn(4, 2)
tests <- apply(pairs, 2, function(p) { t <- cor.test(scores[, p[1]], scores[, p[2]])
  c(t$estimate, t$p.value, t$conf.int) })
within <- scores - apply(scores, 2, function(x) ave(x, d$team_id))
between <- apply(scores, 2, function(x) ave(x, d$team_id))
set8 <- set(core)
model3 <- "A =~ A1 + A2 + A3 + A4 + A5\nC =~ C1 + C2 + C3 + C4 + C5\nE =~ E1 + E2 + E3 + E4 + E5"
ordinal <- cfa(model3, bfi, estimator = "WLSMV", ordered = TRUE, std.lv = TRUE)
variance <- subset(parameterEstimates(fits$share), op == "~~" & lhs == "wording" & rhs == "wording")
measures_ordinal <- c("chisq", "df", "chisq.scaled", "chisq.scaling.factor", "rmsea", "srmr", "cfi")
pairwise <- cfa(model3, bfi, estimator = "WLSMV", ordered = TRUE, std.lv = TRUE, missing = "pairwise")
out <- list(
  versions = list(R = R.version.string, lavaan = as.character(packageVersion("lavaan")),
                  semTools = as.character(packageVersion("semTools"))),
  htmt = unname(as.matrix(htmt(set8, d, htmt2 = FALSE))),
  htmt2 = unname(as.matrix(htmt(set8, d, htmt2 = TRUE))),
  bfi_pairwise = unname(as.matrix(htmt(model3, sample.cov = cor(bfi, use = "pairwise"), htmt2 = TRUE))),
  bfi_ordinal = unname(as.matrix(htmt(model3, bfi, ordered = names(bfi), htmt2 = TRUE))),
  bfi_ordinal_pairwise = unname(as.matrix(htmt(model3, bfi, ordered = names(bfi), missing = "pairwise", htmt2 = TRUE))),
  correlations = list(first = pairs[1, ], second = pairs[2, ], r = tests[1, ], p = tests[2, ],
                      lower = tests[3, ], upper = tests[4, ], holm = p.adjust(tests[2, ], "holm"),
                      within = unname(cor(within)), between = unname(cor(between))),
  share = as.list(variance[, c("est", "se", "ci.lower", "ci.upper")]),
  ave = as.list(AVE(fits$correlated)),
  ordinal = list(n = nobs(ordinal), ave = as.list(AVE(ordinal)), parameters = table(ordinal)),
  pairwise = list(n = nobs(pairwise), fit = as.list(fitMeasures(pairwise, measures_ordinal)),
                  parameters = table(pairwise)),
  models = lapply(fits, function(f) list(fit = as.list(fitMeasures(f, measures)), parameters = table(f))),
  differences = list(one_factor = compare(fits$one_factor, fits$correlated),
                     second_order = compare(fits$second_order, fits$correlated),
                     bifactor = compare(fits$three, fits$bifactor),
                     wording = compare(fits$correlated, fits$wording),
                     share = compare(fits$correlated, fits$share),
                     uniqueness = compare(fits$correlated, fits$uniqueness)))
write_json(out, file.path(folder, "validity.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
