# The interaction of two factors by maximum likelihood, its integral written out here and
# maximised by R's own optimiser. Run: Rscript tests/gold/lms.R
suppressMessages({library(numDeriv); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
set.seed(20261124)
n <- 400; w <- rnorm(n); x <- .4 * w + sqrt(1 - .16) * rnorm(n)
y <- .3 * x + .2 * w + .25 * x * w + sqrt(.7) * rnorm(n)
item <- function(f, l, m = 0) m + l * f + rnorm(n, sd = .6)
d <- data.frame(x1 = item(x, 1), x2 = item(x, .8, 1), x3 = item(x, .9), w1 = item(w, 1, 2), w2 = item(w, .7),
                w3 = item(w, .8), y1 = item(y, 1), y2 = item(y, .9, 3), y3 = item(y, .7))
write.csv(round(d, 6), file.path(folder, "data", "latent_interaction.csv"), row.names = FALSE)
d <- as.matrix(read.csv(file.path(folder, "data", "latent_interaction.csv")))
quad <- list(nodes = seq(-6, 6, by = .2)); quad$weights <- .2 * dnorm(quad$nodes); K <- length(quad$nodes)
unpack <- function(t) list(lx = c(1, t[1:2]), lw = t[3:5], ly = c(1, t[6:7]), cov = t[8], b = t[9:11],
                           psi = exp(t[12]), zeta = exp(t[13]), theta = exp(t[14:22]), tau = t[23:31])
loglik <- function(t) {
  p <- unpack(t); total <- 0; dens <- matrix(0, nrow(d), K)
  for (k in 1:K) {
    z <- quad$nodes[k]; slope <- p$b[1] + p$b[3] * z
    ex <- p$cov * z; ey <- slope * ex + p$b[2] * z
    mu <- p$tau + c(p$lx * ex, p$lw * z, p$ly * ey)
    S <- diag(p$theta)
    L <- cbind(c(p$lx, 0, 0, 0, slope * p$ly), c(rep(0, 6), p$ly))
    S <- S + L %*% diag(c(p$psi, p$zeta)) %*% t(L)
    R <- tryCatch(chol(S), error = function(e) NULL); if (is.null(R) || !all(is.finite(R))) return(-1e8)
    e <- backsolve(R, t(d) - mu, transpose = TRUE)
    dens[, k] <- log(quad$weights[k]) - .5 * colSums(e^2) - sum(log(diag(R))) - 4.5 * log(2 * pi)
  }
  m <- apply(dens, 1, max); sum(m + log(rowSums(exp(dens - m))))
}
start <- c(.8, .9, 1, .7, .8, .9, .7, .4, .3, .2, .2, log(.8), log(.7), rep(log(.36), 9), colMeans(d))
maximise <- function(f, s) { for (i in 1:2) { o <- optim(s, function(t) -f(t), method = "BFGS", control = list(maxit = 2000, reltol = 1e-15)); s <- o$par }
  for (i in 1:2) s <- s - solve(hessian(f, s), grad(f, s)); s }
best <- maximise(loglik, start)
V <- solve(-hessian(loglik, best)); p <- unpack(best)
linear <- function(s) loglik(append(s, 0, after = 10))
flat <- maximise(linear, start[-11])
write_json(list(R = R.version.string, numDeriv = as.character(packageVersion("numDeriv")), nodes = K, n = n,
  gradient = max(abs(grad(loglik, best))), loglik = loglik(best), linear = linear(flat),
  b = p$b, se = sqrt(diag(V))[9:11], cov = p$cov, loadings = c(p$lx, p$lw, p$ly),
  psi = p$psi, zeta = p$zeta, theta = p$theta, tau = p$tau),
  file.path(folder, "lms.json"), digits = I(12), auto_unbox = TRUE, pretty = TRUE)
cat("loglik", loglik(best), "linear", linear(flat), "b", p$b, "se", sqrt(diag(V))[9:11], "\n")
