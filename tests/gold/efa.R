# Exploratory factor analysis, polychoric correlations, reduced eigenvalues, smoothing.
# Run: Rscript tests/gold/efa.R
suppressMessages({library(psych); library(GPArotation); library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
read <- function(name) read.csv(file.path(folder, "data", paste0(name, ".csv")))
bfi_all <- read("bfi")[, 1:25]
bfi <- na.omit(bfi_all)
hs <- read("holzinger_swineford")[, paste0("x", 1:9)]
ordinal <- read("holzinger_swineford_ordinal")[, paste0("x", 1:9)]
quiet <- function(x) suppressWarnings(suppressMessages(x))
poly <- function(data) quiet(polychoric(data, correct = 0, smooth = FALSE)$rho)
# psych's optimiser stops 2e-5 from the maximum, so factors start from lavaan's matrix
poly_lavaan <- function(data, ...) unclass(quiet(lavCor(data, ordered = names(data), ...)))

# what each extraction minimises, at psych's own unrotated loadings
objective <- function(R, L, fm) {
  if (fm == "ml") {
    sigma <- L %*% t(L); diag(sigma) <- 1
    ratio <- solve(sigma, R)
    sum(diag(ratio)) - log(det(ratio)) - nrow(R)
  } else {
    rest <- R - L %*% t(L)
    sum(rest[lower.tri(rest)]^2)
  }
}
one <- function(name, R, n, k, fm, rotate) {
  # principal axes stop at a change of .001 by default, far from their end
  raw <- quiet(fa(R, k, n.obs = n, fm = fm, rotate = "none", min.err = 1e-11, max.iter = 5000))
  f <- quiet(fa(R, k, n.obs = n, fm = fm, rotate = rotate, min.err = 1e-11, max.iter = 5000))
  L <- unclass(raw$loadings)
  # the rotations again, from the same loadings but to the end
  ends <- switch(rotate,
    oblimin = oblimin(L, eps = 1e-10, maxit = 20000),
    varimax = list(loadings = unclass(stats::varimax(L, eps = 1e-15)$loadings), Phi = diag(k)),
    promax = {
      h <- sqrt(rowSums(L^2))
      v <- unclass(stats::varimax(L / h, eps = 1e-15)$loadings)
      U <- lm.fit(v, v * abs(v)^3)$coefficients
      U <- U %*% diag(sqrt(diag(solve(t(U) %*% U))))
      list(loadings = v %*% U * h, Phi = solve(U) %*% t(solve(U)))
    })
  list(data = name, n = n, factors = k, fm = fm, rotate = rotate,
       objective = objective(R, L, fm),
       loadings = unname(unclass(f$loadings)), phi = if (is.null(f$Phi)) diag(k) else unname(f$Phi),
       ended = unname(unclass(ends$loadings)), ended_phi = unname(ends$Phi),
       communality = unname(f$communality), dof = f$dof, chisq = f$STATISTIC, TLI = f$TLI,
       RMSEA = unname(f$RMSEA), rms = f$rms)
}
matrices <- list(bfi = cor(bfi), hs = cor(hs), bfi_poly = poly_lavaan(bfi), hs_poly = poly_lavaan(ordinal))
n <- c(bfi = nrow(bfi), hs = nrow(hs), bfi_poly = nrow(bfi), hs_poly = nrow(ordinal))
k <- c(bfi = 5, hs = 3, bfi_poly = 5, hs_poly = 3)
cases <- list()
for (name in names(matrices)) for (fm in c("ml", "minres", "pa")) for (rotate in c("oblimin", "promax", "varimax"))
  cases[[length(cases) + 1]] <- one(name, matrices[[name]], n[[name]], k[[name]], fm, rotate)

parallel <- quiet(fa.parallel(bfi, SMC = TRUE, n.iter = 5, plot = FALSE))
few <- bfi[1:32, ]                           # a polychoric matrix with negative eigenvalues
rough <- poly(few)
first <- lavInspect(cfa("f =~ A1 + A2 + A3 + A4 + A5", data = bfi, std.lv = TRUE), "std")$lambda
write_json(list(
  psych = as.character(packageVersion("psych")), GPArotation = as.character(packageVersion("GPArotation")),
  lavaan = as.character(packageVersion("lavaan")), R = R.version.string,
  polychoric = list(bfi = unname(matrices$bfi_poly), hs = unname(matrices$hs_poly),
                    bfi_pairwise = unname(poly_lavaan(bfi_all, missing = "pairwise")),
                    psych_bfi = unname(poly(bfi)), psych_pairwise = unname(poly(bfi_all))),
  parallel = list(pc = parallel$pc.values, fa = parallel$fa.values),
  smooth = list(before = unname(rough), after = unname(quiet(cor.smooth(rough)))),
  one_factor = as.numeric(first),
  cases = cases), file.path(folder, "efa.json"), digits = NA, auto_unbox = TRUE, na = "null")
