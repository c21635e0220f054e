# Little's test that answers are missing completely at random, by EM in base R.
# Run: Rscript tests/gold/missing.R
suppressMessages({library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
write.csv(airquality, file.path(folder, "data", "airquality.csv"), row.names = FALSE)
em <- function(x) {
  x <- x[rowSums(!is.na(x)) > 0, ]
  n <- nrow(x); p <- ncol(x)
  mu <- colMeans(x, na.rm = TRUE)
  S <- diag(apply(x, 2, var, na.rm = TRUE))
  repeat {
    filled <- x; C <- matrix(0, p, p)
    for (i in seq_len(n)) {
      m <- is.na(x[i, ])
      if (!any(m)) next
      B <- S[m, !m, drop = FALSE] %*% solve(S[!m, !m])
      filled[i, m] <- mu[m] + B %*% (x[i, !m] - mu[!m])
      C[m, m] <- C[m, m] + S[m, m] - B %*% S[!m, m]
    }
    mu_new <- colMeans(filled)
    S_new <- crossprod(sweep(filled, 2, mu_new)) / n + C / n
    change <- max(abs(mu_new - mu), abs(S_new - S))
    mu <- mu_new; S <- S_new
    if (change < 1e-10) break
  }
  list(mu = mu, S = S)
}
little <- function(x) {
  x <- as.matrix(x); x <- x[rowSums(!is.na(x)) > 0, ]
  e <- em(x)
  key <- apply(!is.na(x), 1, function(r) paste(as.integer(r), collapse = ""))
  d2 <- 0; df <- -ncol(x)
  for (one in unique(key)) {
    o <- strsplit(one, "")[[1]] == "1"
    rows <- x[key == one, o, drop = FALSE]
    d <- colMeans(rows) - e$mu[o]
    d2 <- d2 + nrow(rows) * drop(t(d) %*% solve(e$S[o, o], d)); df <- df + sum(o)
  }
  list(d2 = d2, df = df, pvalue = pchisq(d2, df, lower.tail = FALSE), patterns = length(unique(key)),
       mean = unname(e$mu), cov = unname(e$S))
}
hs <- read.csv(file.path(folder, "data", "holzinger_swineford_missing.csv"))[, paste0("x", 1:9)]
bfi <- read.csv(file.path(folder, "data", "bfi.csv"))[, 1:25]
# lavaan's own saturated estimates, as a second witness of EM
h1 <- lavInspect(lavCor(hs, missing = "ml", output = "fit", se = "none"), "sampstat")
write_json(list(lavaan = as.character(packageVersion("lavaan")), R = R.version.string,
  airquality = little(airquality), hs = little(hs), bfi = little(bfi),
  lavaan_hs = list(mean = as.numeric(h1$mean), cov = unname(unclass(h1$cov)))),
  file.path(folder, "missing.json"), digits = NA, auto_unbox = TRUE)
