# Pooling over completed data sets (mice, semTools, base R), and mice's own imputations of one
# data set. Writes imputed.json beside it.
# Run: Rscript tests/gold/imputed.R
suppressPackageStartupMessages({ library(mice); library(semTools); library(lavaan); library(jsonlite) })
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
out <- list(versions = list(R = R.version.string, mice = as.character(packageVersion("mice")),
  semTools = as.character(packageVersion("semTools")), lavaan = as.character(packageVersion("lavaan"))))

# ---- Rubin's rules, Barnard & Rubin: mice::pool.scalar(n, k: complete df are n - k) --------
set.seed(1)
scalar <- function(m, spread, n, k) {
  Q <- rnorm(m, 0.4, spread); U <- runif(m, 0.01, 0.02)
  p <- pool.scalar(Q, U, n = n, k = k)
  list(q = Q, u = U, dfcom = n - k, qbar = p$qbar, total = p$t, df = p$df, fmi = p$fmi)
}
out$scalar <- list(scalar(20, 0.05, 60, 4), scalar(5, 0.2, 60, 4), scalar(40, 0.001, 500, 7), scalar(20, 0.1, Inf, 1))

# ---- D1 with Reiter's (2007) df and those of Li et al. (1991), in base R -------------------
d1 <- function(m, k, dfcom) {
  Q <- matrix(rnorm(m * k, 0.3, 0.08), m)
  U <- lapply(1:m, function(i) { A <- matrix(rnorm(k * k, 0, 0.02), k); diag(0.02, k) + crossprod(A) })
  qbar <- colMeans(Q); ubar <- Reduce(`+`, U) / m; B <- cov(Q)
  r <- (1 + 1 / m) * sum(diag(B %*% solve(ubar))) / k
  F <- drop(t(qbar) %*% solve(ubar) %*% qbar) / (k * (1 + r))
  t <- k * (m - 1)
  if (is.infinite(dfcom)) v <- 4 + (t - 4) * (1 + (1 - 2 / t) / r)^2 else {
    a <- r * t / (t - 2); vs <- (dfcom + 1) / (dfcom + 3) * dfcom
    c0 <- 1 / (t - 4); c1 <- vs - 2 * (1 + a); c2 <- vs - 4 * (1 + a)
    z <- 1 / c2 + c0 * (a^2 * c1 / ((1 + a)^2 * c2)) + c0 * (8 * a^2 * c1 / ((1 + a) * c2^2) +
      4 * a^2 / ((1 + a) * c2)) + c0 * (4 * a^2 / (c2 * c1) + 16 * a^2 * c1 / c2^3) + c0 * (8 * a^2 / c2^2)
    v <- 4 + 1 / z
  }
  list(q = Q, u = U, dfcom = if (is.infinite(dfcom)) "inf" else dfcom, f = F, df2 = v, p = pf(F, k, v, lower.tail = FALSE))
}
out$d1 <- list(d1(20, 2, 50), d1(20, 3, 540), d1(30, 2, Inf))

# ---- D2: semTools ------------------------------------------------------------------------
d2 <- function(w, k) c(list(w = w, k = k), as.list(semTools:::calculate.D2(w, DF = k, asymptotic = FALSE)))
out$d2 <- list(d2(rchisq(20, 8, 5), 8), d2(rchisq(20, 3, 20), 3), d2(rchisq(25, 40), 40))

# ---- one data set with answers missing at random, imputed by mice -----------------------------
set.seed(2)
n <- 400
x1 <- rnorm(n); x2 <- 0.5 * x1 + rnorm(n); x3 <- rbinom(n, 1, plogis(x1)) 
y <- 0.4 * x1 + 0.3 * x2 + 0.5 * x3 + rnorm(n)
d <- data.frame(y, x1, x2, x3)
d$x1[runif(n) < plogis(-1.6 + d$y)] <- NA
d$x2[runif(n) < 0.15] <- NA
d$y[runif(n) < plogis(-2.2 + d$x3)] <- NA
imp <- mice(d, m = 200, method = "pmm", maxit = 10, seed = 3, printFlag = FALSE)
p <- summary(pool(with(imp, lm(y ~ x1 + x2 + x3))))
fm <- pool(with(imp, lm(y ~ x1 + x2 + x3)))$pooled
out$mice <- list(data = d, m = 200, b = p$estimate, se = p$std.error, df = p$df, fmi = fm$fmi)

# ---- WLSMV over given completed data sets: semTools -------------------------------------------
set.seed(4)
n <- 300; f <- rnorm(n); L <- c(.8, .7, .75, .6, .7, .65); g <- 0.5 * f + sqrt(.75) * rnorm(n)
Y <- sapply(1:6, function(j) L[j] * (if (j <= 3) f else g) + sqrt(1 - L[j]^2) * rnorm(n))
shared <- rnorm(n); Y[, 1] <- Y[, 1] + .5 * shared; Y[, 4] <- Y[, 4] + .5 * shared  # a misfit to find
O <- apply(Y, 2, function(v) as.integer(cut(v, c(-Inf, -.8, 0, .9, Inf))))
colnames(O) <- paste0("y", 1:6); O <- as.data.frame(O)
holes <- matrix(runif(n * 6) < .12, n)
sets <- lapply(1:8, function(i) { D <- O; for (j in 1:6) { h <- holes[, j]; D[h, j] <- sample(O[!h, j], sum(h), TRUE) }; D })
model <- "a =~ y1 + y2 + y3
b =~ y4 + y5 + y6
b ~ p*a
twice := 2*p"
fit <- sem.mi(model, data = sets, ordered = paste0("y", 1:6), estimator = "WLSMV")
pe <- summary(fit, output = "data.frame", asymptotic = TRUE)
pe <- as.data.frame(pe)[, c("lhs", "op", "rhs", "est", "se")]
two <- lavTestLRT.mi(fit, test = "D2", asymptotic = TRUE, pool.robust = FALSE)
fm <- fitMeasures(fit, fit.measures = c("chisq", "df", "chisq.scaled", "cfi", "cfi.scaled", "rmsea", "rmsea.scaled", "tli.scaled", "srmr"), test = "D2", pool.robust = FALSE)
out$wlsmv <- list(sets = lapply(sets, as.list), model = model, estimates = pe, test = as.list(two), fit = as.list(fm))
write_json(out, file.path(folder, "imputed.json"), digits = NA, auto_unbox = TRUE, na = "null")
