# Indices of careless answers by their published definitions, in base R (the package careless
# is not in Debian), and stats::mahalanobis. Run: Rscript tests/gold/careless.R
suppressMessages(library(jsonlite))
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))

# ---- answers with careless rows and holes, written for the test to read
raw <- read.csv(file.path(folder, "data", "synthetic_answers.csv"))
items <- setdiff(names(raw), c("team_id", "lang", "tenure"))
x <- as.matrix(raw[, items]); n <- nrow(x); p <- ncol(x)
set.seed(20261124)
x[1:5, ] <- matrix(rep(1:5, p), 5)                          # one column all the way
x[6:15, ] <- sample(1:7, 10 * p, TRUE)                      # anywhere
x[16, ] <- pmin((seq_len(p) - 1) %% 12, 12 - (seq_len(p) - 1) %% 12) + 1   # down and up
full <- x
x[sample(n * p, round(.04 * n * p))] <- NA
x[20, seq(1, p, 2)] <- NA                                   # no odd item
x[21, 1:50] <- NA                                           # left early
x[22, ] <- NA; x[22, 1] <- 3                                # one answer
write.csv(as.data.frame(x), file.path(folder, "data", "careless_items.csv"), row.names = FALSE)

# ---- definitions
longstring <- function(v) { v <- v[!is.na(v)]; if (length(v)) max(rle(v)$lengths) else 0 }
irv <- function(v) sd(v, na.rm = TRUE)
scale_of <- sub("[0-9]+$", "", items); scales <- unique(scale_of)
reversed <- c("me5", "je5", "sr5", "don5", "col5", "crm5", "exc4", "ana4", "rp5", "ad5", "ps4", "tr4", "ss4")
keyed <- x; keyed[, reversed] <- 8 - keyed[, reversed]
half <- function(row, keep) sapply(scales, function(s) {
  v <- row[scale_of == s]; mean(v[seq_along(v) %% 2 == keep], na.rm = TRUE) })
even_odd <- function(row) {
  o <- half(row, 1); e <- half(row, 0); ok <- is.finite(o) & is.finite(e)
  if (sum(ok) < 6 || sd(o[ok]) == 0 || sd(e[ok]) == 0) return(NA)
  r <- cor(o[ok], e[ok]); max(2 * r / (1 + r), -1)
}
pairs_of <- function(bound) {
  R <- cor(x, use = "pairwise.complete.obs"); R[lower.tri(R, TRUE)] <- NA
  w <- which(if (bound > 0) R > bound else R < bound, arr.ind = TRUE)
  w[order(w[, 1], w[, 2]), , drop = FALSE]
}
within <- function(row, w) {
  a <- row[w[, 1]]; b <- row[w[, 2]]; ok <- !is.na(a) & !is.na(b)
  if (sum(ok) < 3 || sd(a[ok]) == 0 || sd(b[ok]) == 0) NA else cor(a[ok], b[ok])
}
partner <- sapply(reversed, function(r) { of <- items[scale_of == sub("[0-9]+$", "", r)]; of[match(r, of) - 1] })
contradict <- function(row) {
  d <- row[partner]; t <- row[reversed]; ok <- !is.na(d) & !is.na(t)
  if (!any(ok)) NA else sum((pmax(d, t) <= 2 | pmin(d, t) >= 6)[ok])
}

# ---- maximum likelihood moments with holes, by regressions on what each person answered
em <- function(x) {
  x <- x[rowSums(!is.na(x)) > 0, ]; n <- nrow(x); p <- ncol(x)
  m <- colMeans(x, na.rm = TRUE); S <- diag(apply(x, 2, function(v) mean((v - mean(v, na.rm = TRUE))^2, na.rm = TRUE)))
  repeat {
    sum1 <- numeric(p); sum2 <- matrix(0, p, p)
    for (i in seq_len(n)) {
      o <- !is.na(x[i, ]); y <- m; C <- matrix(0, p, p)
      B <- S[!o, o, drop = FALSE] %*% solve(S[o, o])
      y[o] <- x[i, o]; y[!o] <- m[!o] + B %*% (x[i, o] - m[o])
      C[!o, !o] <- S[!o, !o] - B %*% S[o, !o, drop = FALSE]
      sum1 <- sum1 + y; sum2 <- sum2 + tcrossprod(y) + C
    }
    m1 <- sum1 / n; S1 <- sum2 / n - tcrossprod(m1)
    far <- max(abs(S1 - S)); m <- m1; S <- S1
    if (far < 1e-11) return(list(mean = m, cov = S * n / (n - 1)))
  }
}
few <- x[, 1:30]                       # of the first six scales
found <- em(few)
d2_of <- function(row) { o <- !is.na(row)
  if (!any(o)) NA else mahalanobis(row[o], found$mean[o], found$cov[o, o, drop = FALSE]) }

out <- list(R = R.version.string, jsonlite = as.character(packageVersion("jsonlite")),
  items = items, reversed = reversed, partner = unname(partner),
  longstring = unname(apply(x, 1, longstring)), irv = unname(apply(x, 1, irv)),
  even_odd = unname(apply(keyed, 1, even_odd)),
  synonyms = list(pairs = unname(pairs_of(.5)) - 1, r = unname(apply(x, 1, within, w = pairs_of(.5)))),
  antonyms = list(pairs = unname(pairs_of(-.3)) - 1, r = unname(apply(x, 1, within, w = pairs_of(-.3)))),
  contradictions = unname(apply(x, 1, contradict)),
  complete = list(seed_rows = n, full = unname(full[1:16, ]),
                  d2 = unname(mahalanobis(full, colMeans(full), cov(full)))),
  missing = list(mean = unname(found$mean), cov = unname(found$cov), d2 = unname(apply(few, 1, d2_of)),
                 df = unname(rowSums(!is.na(few)))),
  cutoff = qchisq(.999, c(1, 30, 64)))
write_json(out, file.path(folder, "careless.json"), digits = NA, auto_unbox = TRUE, na = "null")
