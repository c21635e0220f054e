# Measurement invariance: ladders, score tests, distances, proportional odds.
# Run: Rscript tests/gold/invariance.R
suppressMessages({library(lavaan); library(semTools); library(MASS); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
read <- function(name) read.csv(file.path(folder, "data", name))
HS <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9"
ITEMS <- paste(sapply(c(cop_me = "me", cop_je = "je", cop_sr = "sr", tks_don = "don",
  tks_col = "col", crm = "crm", perf_rp = "rp", perf_ad = "ad"),
  function(s) paste0(s, 1:5, collapse = " + ")), collapse = "\n")
ITEMS <- paste(c("cop_me", "cop_je", "cop_sr", "tks_don", "tks_col", "crm", "perf_rp", "perf_ad"),
               strsplit(ITEMS, "\n")[[1]], sep = " =~ ", collapse = "\n")
steps <- list(configural = "", metric = "loadings",
              scalar = c("loadings", "intercepts"),
              strict = c("loadings", "intercepts", "residuals"))
MEASURES <- c("chisq", "df", "pvalue", "cfi", "rmsea", "srmr", "chisq.scaled", "pvalue.scaled",
              "cfi.robust", "rmsea.robust", "cfi.scaled", "rmsea.scaled")
measures <- function(fit) {
  all <- fitMeasures(fit)
  as.list(all[intersect(MEASURES, names(all))])
}
ladder <- function(model, data, group, ...) {
  fits <- lapply(steps, function(equal) cfa(model, data, group = group, group.equal = equal,
                                            std.lv = TRUE, ...))
  tested <- lapply(2:4, function(i) {
    t <- lavTestLRT(fits[[i - 1]], fits[[i]])
    list(chisq = t[2, "Chisq diff"], df = t[2, "Df diff"], pvalue = t[2, "Pr(>Chisq)"])
  })
  names(tested) <- names(steps)[-1]
  list(steps = lapply(fits, measures), tests = tested)
}

# ------------------------------------------------------------------ numbers, ML and MLR
hs <- read("holzinger_swineford.csv")
gaps <- read("holzinger_swineford_missing.csv")
synthetic <- cbind(read("synthetic_items.csv"), read("synthetic_language.csv"))
ladders <- list(
  hs_ml = ladder(HS, hs, "school"),
  hs_fiml = ladder(HS, gaps, "school", estimator = "MLR", missing = "fiml"),
  synthetic = ladder(ITEMS, synthetic, "lang", estimator = "MLR"))

# -------------------------------------------------------------- score tests, by equality
scores <- function(fit) {
  pt <- parTable(fit)
  found <- lavTestScore(fit)$uni
  lapply(seq_len(nrow(found)), function(i) {
    sides <- c(found$lhs[i], found$rhs[i])
    place <- function(label) pt[pt$plabel == label, c("lhs", "op", "rhs", "group")]
    one <- place(sides[1]); other <- place(sides[2])
    epc <- lavTestScore(fit, release = i, epc = TRUE)$epc
    change <- function(label) epc$epc[epc$plabel == label]
    list(lhs = other$lhs, op = other$op, rhs = other$rhs, group = other$group,
         chisq = found$X2[i], epc = change(sides[2]) - change(sides[1]))
  })
}
metric <- cfa(HS, hs, group = "school", group.equal = "loadings", std.lv = TRUE)
scalar <- cfa(HS, hs, group = "school", group.equal = c("loadings", "intercepts"), std.lv = TRUE)
partial <- cfa(HS, hs, group = "school", group.equal = c("loadings", "intercepts"),
               group.partial = c("x3~1", "x7~1"), std.lv = TRUE)
pe <- parameterEstimates(partial)
means <- subset(pe, op == "~1" & lhs %in% c("visual", "textual", "speed") & group == 2,
                select = c("lhs", "est", "se", "ci.lower", "ci.upper"))

# ----------------------------------------------- d_MACS: one item free, numerical integral
others <- unique(hs$school)
distance <- function(item, factor) {
  fit <- cfa(HS, hs, group = "school", group.equal = c("loadings", "intercepts"), std.lv = TRUE,
             group.partial = unique(c("x3~1", "x7~1", paste0(item, "~1"), paste0(factor, "=~", item))))
  e <- lavInspect(fit, "est")
  l <- sapply(e, function(g) g$lambda[item, factor])
  i <- sapply(e, function(g) g$nu[item, 1])
  m <- e[[2]]$alpha[factor, 1]; v <- e[[2]]$psi[factor, factor]
  n <- table(factor(hs$school, levels = others))
  s <- sapply(others, function(o) sd(hs[hs$school == o, item]))
  pooled <- sum((n - 1) * s) / sum(n - 1)
  gap <- function(x) (i[1] + l[1] * x) - (i[2] + l[2] * x)
  square <- integrate(function(x) gap(x)^2 * dnorm(x, m, sqrt(v)), -Inf, Inf, rel.tol = 1e-10)$value
  signed <- integrate(function(x) -gap(x) * dnorm(x, m, sqrt(v)), -Inf, Inf, rel.tol = 1e-10)$value
  list(item = item, loading = unname(l), intercept = unname(i), dmacs = sqrt(square) / pooled,
       signed = signed / pooled)
}
distances <- list(distance("x2", "visual"), distance("x3", "visual"), distance("x8", "speed"))

# ------------------------------------------------------- ordered answers, Wu and Estabrook
cut4 <- read("holzinger_swineford_ordinal.csv")
x <- paste0("x", 1:9)
ordinal_steps <- list(configural = character(0), thresholds = "thresholds",
                      metric = c("thresholds", "loadings"),
                      scalar = c("thresholds", "loadings", "intercepts"))
one <- function(equal, partial = "", parameterization = "delta") {
  text <- as.character(measEq.syntax(
    configural.model = HS, data = cut4, ordered = x, parameterization = parameterization,
    ID.fac = "std.lv", ID.cat = "Wu.Estabrook.2016", group = "school", group.equal = equal,
    group.partial = partial))
  cfa(text, cut4, group = "school", ordered = x, estimator = "WLSMV",
      parameterization = parameterization)
}
ordered_fits <- lapply(ordinal_steps, one)
strict <- one(c("thresholds", "loadings", "intercepts", "residuals"), parameterization = "theta")
ordered_fits$strict <- strict
tested <- lapply(2:4, function(i) {
  t <- lavTestLRT(ordered_fits[[i - 1]], ordered_fits[[i]])
  list(chisq = t[2, "Chisq diff"], df = t[2, "Df diff"], pvalue = t[2, "Pr(>Chisq)"])
})
names(tested) <- names(ordinal_steps)[-1]
ope <- parameterEstimates(ordered_fits$scalar)
ordinal <- list(steps = lapply(ordered_fits, measures), tests = tested,
  means = subset(ope, op == "~1" & lhs %in% c("visual", "textual", "speed") & group == 2,
                 select = c("lhs", "est", "se")))

# ------------------------------------------------------------------- proportional odds
odds <- function(item, rest, group) {
  y <- factor(cut4[[item]], ordered = TRUE)
  r <- rowMeans(cut4[rest]); r <- r - mean(r)
  g <- as.integer(group) - 1L
  control <- list(reltol = 1e-15, maxit = 1000)
  f0 <- polr(y ~ 1, control = control)
  f1 <- polr(y ~ r, control = control, Hess = TRUE)
  f2 <- polr(y ~ r + g, control = control, Hess = TRUE)
  f3 <- polr(y ~ r + g + r:g, control = control, Hess = TRUE)
  ll <- sapply(list(f0, f1, f2, f3), function(f) as.numeric(logLik(f)))
  n <- length(y)
  nagelkerke <- (1 - exp(2 * (ll[1] - ll[-1]) / n)) / (1 - exp(2 * ll[1] / n))
  list(item = item, rest = rest, loglik = ll, b = unname(coef(f3)), cuts = unname(f3$zeta),
       uniform_b = unname(coef(f2)["g"]), nagelkerke = nagelkerke,
       mcfadden = 1 - ll[-1] / ll[1])
}
school <- factor(cut4$school, levels = unique(cut4$school))
dif <- list(odds("x1", c("x2", "x3"), school), odds("x3", c("x1", "x2"), school),
            odds("x8", c("x7", "x9"), school))

write_json(list(
  versions = list(R = R.version.string, lavaan = as.character(packageVersion("lavaan")),
                  semTools = as.character(packageVersion("semTools")),
                  MASS = as.character(packageVersion("MASS"))),
  ladders = ladders, scores = list(metric = scores(metric), scalar = scores(scalar)),
  means = means, distances = distances, ordinal = ordinal, dif = dif),
  file.path(folder, "invariance.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
