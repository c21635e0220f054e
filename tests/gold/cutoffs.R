# Tailored cut-offs as McNeish and Wolf describe them, in lavaan: rows drawn from a population
# with the omitted parameters written out by hand, the model fitted to each sample.
# Also T-size RMSEA and CFI (Yuan, Chan, Marcoulides & Bentler, 2016) from R's own noncentral
# chi-square. Run: Rscript tests/gold/cutoffs.R [replications of normal] [of ordered answers]
suppressPackageStartupMessages({library(lavaan); library(MASS); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
asked <- as.integer(commandArgs(TRUE))
normal <- if (length(asked) > 0) asked[1] else 1000
ordered <- if (length(asked) > 1) asked[2] else 400

# a population by standardised loadings (items x factors), factor and residual correlations
population <- function(loadings, factors, residual = NULL, cross = NULL) {
  plain <- loadings
  for (one in cross) plain[one$item, one$factor] <- one$value
  common <- plain %*% factors %*% t(plain)
  left <- 1 - diag(common)
  error <- diag(left)
  dimnames(error) <- dimnames(common)
  for (one in residual) {
    i <- one$items
    error[i[1], i[2]] <- error[i[2], i[1]] <- one$value * sqrt(left[i[1]] * left[i[2]])
  }
  common + error
}
factorwise <- function(parts) {
  items <- unlist(lapply(parts, names))
  L <- matrix(0, length(items), length(parts), dimnames = list(items, names(parts)))
  for (f in names(parts)) L[names(parts[[f]]), f] <- parts[[f]]
  L
}
cut_at <- function(rows, thresholds) {
  for (name in names(thresholds)) rows[, name] <- findInterval(rows[, name], thresholds[[name]])
  as.data.frame(rows)
}
fits <- function(model, R, n, reps, thresholds = NULL) {
  one <- function(i) {
    rows <- mvrnorm(n, rep(0, ncol(R)), R)
    if (is.null(thresholds)) {
      fit <- cfa(model, as.data.frame(rows), std.lv = TRUE, se = "none")
      fitMeasures(fit, c("srmr", "rmsea", "cfi"))
    } else {
      fit <- cfa(model, cut_at(rows, thresholds), std.lv = TRUE, se = "none",
                 ordered = names(thresholds), estimator = "WLSMV")
      fitMeasures(fit, c("srmr", "rmsea.scaled", "cfi.scaled"))
    }
  }
  found <- t(sapply(seq_len(reps), one))
  at <- c(0.05, 0.5, 0.95)
  list(srmr = unname(quantile(found[, 1], at)), rmsea = unname(quantile(found[, 2], at)),
       cfi = unname(quantile(found[, 3], at)))
}
example <- function(name, model, n, levels, reps, thresholds = NULL) {
  set.seed(20261127)
  found <- lapply(levels, function(R) fits(model, R, n, reps, thresholds))
  message(name)
  list(name = name, model = model, n = n, replications = reps, population = levels[[1]],
       variables = colnames(levels[[1]]), thresholds = thresholds, quantiles = c(0.05, 0.5, 0.95),
       levels = found)
}
pair <- function(a, b, value = 0.3) list(items = c(a, b), value = value)
to <- function(item, factor, value) list(item = item, factor = factor, value = value)

# ---- one factor: the example of cfaOne's help page, n = 300 ---------------------------------
six <- factorwise(list(F1 = c(Y1 = .602, Y2 = .805, Y3 = .857, Y4 = .631, Y5 = .345, Y6 = .646)))
one <- diag(1); dimnames(one) <- list("F1", "F1")
pairs6 <- list(pair("Y5", "Y1"), pair("Y4", "Y6"), pair("Y2", "Y3"))
cfa_one <- example("one factor", "F1 =~ Y1 + Y2 + Y3 + Y4 + Y5 + Y6", 300,
  c(list(population(six, one)), lapply(1:3, function(k) population(six, one, pairs6[seq_len(k)]))), normal)

# ---- several factors: Holzinger and Swineford's, as in the package's README -----------------
hs <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
fit <- cfa(hs, HolzingerSwineford1939, std.lv = TRUE)
std <- lavInspect(fit, "std")
# weakest: x2 .424 (visual), x7 .570 (speed); the best measured other factor of both is textual
cross <- list(to("x2", "textual", std$lambda["x2", "visual"]), to("x7", "textual", std$lambda["x7", "speed"]))
cfa_hb <- example("three factors", hs, 301,
  c(list(population(std$lambda, std$psi)),
    lapply(1:2, function(k) population(std$lambda, std$psi, cross = cross[seq_len(k)]))), normal)

# ---- two factors with a residual correlation: the manual example of cfaHB, n = 400 ----------
two <- factorwise(list(F1 = c(Y1 = .602, Y2 = .805, Y3 = .516, Y4 = .415), F2 = c(Y5 = .413, Y6 = -.631)))
phi <- matrix(c(1, .443, .443, 1), 2, dimnames = list(c("F1", "F2"), c("F1", "F2")))
kept <- list(pair("Y4", "Y5", .301))
manual <- "F1 =~ Y1 + Y2 + Y3 + Y4\nF2 =~ Y5 + Y6\nY4 ~~ Y5"
cfa_two <- example("two factors", manual, 400,
  list(population(two, phi, kept), population(two, phi, kept, list(to("Y3", "F2", .516)))), normal)

# ---- ordered answers: the examples of catOne and catHB, n cut to 2,000 as they do -----------
th <- list(bfi_e1 = c(-1.69, -1.06, -.53, .06, .75), bfi_e2 = c(-1.16, -.42, .28, .71, 1.34),
           bfi_e3 = c(-1.99, -1.27, .09, .61, .97), bfi_e4 = c(-2.05, -1.36, -.74, -.004, .81),
           bfi_e5 = c(-1.12, -.42, .16, .60, 1.21), bfi_e6 = c(-1.76, -1.18, -.68, -.03, .76),
           bfi_e7 = c(-1.04, -.31, .46, .78, 1.38), bfi_e8 = c(-1.74, -1.12, -.64, -.002, .77))
bfi <- c(.76, .73, .59, .71, .84, .58, .71, .80)
names(bfi) <- names(th)
E <- factorwise(list(E = bfi)); oneE <- diag(1); dimnames(oneE) <- list("E", "E")
pairs8 <- list(pair("bfi_e6", "bfi_e3"), pair("bfi_e4", "bfi_e7"), pair("bfi_e2", "bfi_e1"), pair("bfi_e8", "bfi_e5"))
cat_one <- example("one ordered factor", paste("E =~", paste(names(th), collapse = " + ")), 2000,
  c(list(population(E, oneE)), lapply(c(1, 2, 4), function(k) population(E, oneE, pairs8[seq_len(k)]))),
  ordered, th)
three <- factorwise(list(E1 = bfi[1:3], E2 = bfi[4:6], E3 = c(bfi[7:8], bfi_e9 = .61)))
phi3 <- matrix(c(1, .25, .35, .25, 1, .45, .35, .45, 1), 3, dimnames = list(colnames(three), colnames(three)))
th9 <- c(th, list(bfi_e9 = c(-1.74, -1.12, -.64, -.002, .77)))
# weakest: e6 .58 (E2), e3 .59 (E1); coefficient H of E1 .753, E2 .797, E3 .772; on E3 the item e6
# may load .95 * (sqrt((.58 * .45)^2 + 1 - .58^2) - .58 * .45) = .5647 at most
cross3 <- list(to("bfi_e6", "E3", .5647), to("bfi_e3", "E2", .59))
cat_hb <- example("three ordered factors",
  "E1 =~ bfi_e1 + bfi_e2 + bfi_e3\nE2 =~ bfi_e4 + bfi_e5 + bfi_e6\nE3 =~ bfi_e7 + bfi_e8 + bfi_e9", 2000,
  c(list(population(three, phi3)), lapply(1:2, function(k) population(three, phi3, cross = cross3[seq_len(k)]))),
  ordered, th9)

# ---- T-size ---------------------------------------------------------------------------------
noncentrality <- function(x, df, p) {
  if (pchisq(x, df) < p) return(0)
  uniroot(function(d) pchisq(x, df, d) - p, c(0, 10 * (x + df)), tol = 1e-10)$root
}
tsize <- function(chisq, df, base, base_df, n) {
  most <- noncentrality(chisq, df, .025)
  least <- noncentrality(base, base_df, .975)
  list(chisq = chisq, df = df, base = base, base_df = base_df, n = n,
       rmsea = sqrt(noncentrality(chisq, df, .05) / (df * n)), cfi = 1 - most / max(most, least))
}
tsizes <- list(tsize(85.306, 24, 918.852, 36, 301), tsize(28.098, 23, 502.279, 36, 145),
               tsize(12.4, 24, 918.852, 36, 301), tsize(436.55, 35, 5100, 45, 1222))

out <- list(R = R.version.string, lavaan = as.character(packageVersion("lavaan")),
            examples = list(cfa_one, cfa_hb, cfa_two, cat_one, cat_hb), tsize = tsizes)
write(toJSON(out, auto_unbox = TRUE, digits = 10, pretty = TRUE), file.path(folder, "cutoffs.json"))
