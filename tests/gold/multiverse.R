# Effects of specifications and joint inference on them, from their definitions: least squares by
# `lm`, CR2 errors and Satterthwaite's df by n x n matrices (Pustejovsky & Tipton, 2018), HC3 by
# hat values, fixed effects by dummies, random intercepts by quasi-demeaned rows, draws with
# replacement by stacking rows. Base R alone. Run: Rscript tests/gold/multiverse.R
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
set.seed(20261127)
J <- 17
size <- c(3, 9, 14, 1, 11, 8, 12, 10, 7, 9, 13, 2, 10, 8, 12, 11, 10)
team <- rep(seq_len(J), size)
n <- length(team)
noise <- function() 0.4 * rnorm(J)[team] + rnorm(n)
x <- noise(); m1 <- 0.5 * x + noise(); m2 <- 0.3 * x + 0.3 * m1 + noise(); w <- noise()
y <- 0.1 * x + 0.3 * m1 + 0.2 * m2 + 0.15 * m1 * w + noise(); c1 <- noise(); c2 <- 1 * (noise() > 0)
d <- data.frame(team, x, m1, m2, y, w, c1, c2)
d$kept <- 1 * (runif(n) > 0.2)
d[] <- lapply(d, round, 6)
write.csv(d, file.path(folder, "data", "multiverse.csv"), row.names = FALSE)
normal <- matrix(round(rnorm(400 * 4), 6), 400)
write.csv(normal, file.path(folder, "data", "multiverse_normal.csv"), row.names = FALSE)

root <- function(M) {  # symmetric pseudo-inverse square root
  e <- eigen(M, symmetric = TRUE)
  v <- ifelse(e$values > 1e-9, 1 / sqrt(pmax(e$values, 1e-9)), 0)
  e$vectors %*% (v * t(e$vectors))
}
cr2 <- function(X, y, team) {
  B <- solve(crossprod(X)); H <- X %*% B %*% t(X); b <- drop(B %*% crossprod(X, y))
  e <- drop(y - X %*% b); N <- diag(nrow(X)) - H
  moved <- df <- NULL
  groups <- unique(team)
  G <- lapply(groups, function(g) {
    i <- which(team == g)
    A <- root(N[i, i, drop = FALSE])
    list(i = i, L = A %*% X[i, , drop = FALSE] %*% B, e = e[i])
  })
  moved <- t(sapply(G, function(g) drop(crossprod(g$L, g$e))))
  df <- sapply(seq_len(ncol(X)), function(k) {
    P <- sapply(G, function(g) drop(t(N[g$i, , drop = FALSE]) %*% g$L[, k]))
    S <- crossprod(P)
    sum(diag(S))^2 / sum(S^2)
  })
  list(b = b, moved = moved, df = df)
}
hc3 <- function(X, y) {
  B <- solve(crossprod(X)); b <- drop(B %*% crossprod(X, y))
  e <- drop(y - X %*% b); h <- rowSums((X %*% B) * X)
  list(b = b, moved = (X * (e / (1 - h))) %*% B, df = rep(nrow(X) - ncol(X), ncol(X)))
}
z <- function(v) (v - mean(v)) / sd(v)
part <- function(y, X, team) {  # share of clusters' means a random intercept takes out
  e <- residuals(lm(y ~ X - 1)); m <- tapply(e, team, mean)[as.character(unique(team))]
  k <- as.vector(table(factor(team, unique(team)))); J <- length(k); n <- length(e)
  ssb <- sum(k * m^2); ssw <- sum(e^2) - ssb
  s <- ssw / (n - J); t2 <- max(0, (ssb / (J - 1) - s) / ((n - sum(k^2) / n) / (J - 1)))
  k * t2 / (s + k * t2)
}
one <- function(d, estimator, controls) {
  s <- function(v) z(if (estimator == "rank") rank(v) else v)
  v <- lapply(d[c("x", "m1", "m2", "y", "w")], s)
  v$p <- v$m1 * v$w
  base <- cbind(as.matrix(d[controls]), 1)
  team <- d$team
  fit <- function(y, predictors) {
    X <- cbind(do.call(cbind, v[predictors]), base)
    y <- v[[y]]
    if (estimator == "alone") return(hc3(X, y))
    if (estimator == "within") {
      D <- model.matrix(~ factor(team) - 1)
      return(cr2(cbind(X[, -ncol(X), drop = FALSE], D), y, team))
    }
    if (estimator == "random") {
      f <- part(y, X, team)[match(team, unique(team))]
      less <- function(u) u - (1 - sqrt(1 - f)) * ave(u, team)
      return(cr2(apply(X, 2, less), less(y), team))
    }
    cr2(X, y, team)
  }
  t1 <- function(f) {
    se <- sqrt(sum(f$moved[, 1]^2))
    c(f$b[1], se, f$b[1] + c(-1, 1) * qt(0.975, f$df[1]) * se)
  }
  last <- fit("y", c("x", "m1", "m2"))
  products <- function(steps, j) {
    a <- sapply(steps, function(f) f$b[1]); b <- last$b[j + 1]; m <- length(a)
    M <- cbind(do.call(cbind, lapply(steps, function(f) f$moved[, 1])), last$moved[, j + 1])
    V <- crossprod(M)
    draws <- sweep(normal[, 1:(2 * m)] %*% chol(V), 2, c(a, b), "+")
    est <- rowSums(draws[, 1:m, drop = FALSE] * draws[, m + 1:m, drop = FALSE])
    c(sum(a * b), sqrt(drop(c(b, a) %*% V %*% c(b, a))), quantile(est, c(0.025, 0.975)))
  }
  a1 <- fit("m1", "x"); a2 <- fit("m2", "x"); a12 <- fit("m2", c("x", "m1")); a21 <- fit("m1", c("x", "m2"))
  list(total = t1(fit("y", "x")), direct = t1(last), indirect = products(list(a1, a2), 1:2),
       through_0_0 = products(list(a1), 1), through_0_1 = products(list(a21), 1),
       through_1_0 = products(list(a12), 2), through_1_1 = products(list(a2), 2),
       moderation = t1(fit("y", c("p", "x", "m1", "m2", "w"))))
}
cells <- expand.grid(estimator = c("ols", "within", "random", "rank", "alone"),
                     controls = c("", "c1", "c1+c2"), kept = 0:1, stringsAsFactors = FALSE)
sets <- function(text) if (text == "") character(0) else strsplit(text, "+", fixed = TRUE)[[1]]
found <- lapply(seq_len(nrow(cells)), function(i) {
  k <- cells[i, ]
  one(d[d$kept >= k$kept, ], k$estimator, sets(k$controls))
})

# Joint inference: estimates taken out of the outcome, teams drawn with replacement.
R <- 40
drawn <- t(replicate(R, tabulate(sample(J, J, TRUE), J)))
demean <- function(u, team) u - ave(u, team)
tests <- function(rows, team, null, y) {  # estimates and z values of three effects, CR1
  n <- length(team); G <- length(unique(team))
  cr1 <- function(X, y) {
    B <- solve(crossprod(X)); b <- drop(B %*% crossprod(X, y))
    list(b = b, U = rowsum((X * drop(y - X %*% b)) %*% B, team), f = G / (G - 1) * (n - 1) / (n - ncol(X)))
  }
  of <- function(f) {
    se <- sqrt(f$f * sum(f$U[, 1]^2)); t <- f$b[1] / se
    c(f$b[1], sign(t) * qnorm(pt(abs(t), J - 1)))
  }
  base <- rows[, !(colnames(rows) %in% c("x", "m1", "m2", "y")), drop = FALSE]
  X <- cbind(rows[, "x", drop = FALSE], base)
  Z <- cbind(rows[, c("x", "m1", "m2")], base)
  total <- of(cr1(X, rows[, "y"] - null$total * rows[, "x"]))
  direct <- of(cr1(Z, rows[, "y"] - null$direct * rows[, "x"]))
  last <- cr1(Z, rows[, "y"] - drop(rows[, c("m1", "m2")] %*% null$b))
  s <- lapply(c("m1", "m2"), function(m) cr1(X, rows[, m]))
  a <- sapply(s, function(f) f$b[1]); b <- last$b[2:3]
  U <- b[1] * s[[1]]$U[, 1] + b[2] * s[[2]]$U[, 1] + a[1] * last$U[, 2] + a[2] * last$U[, 3]
  est <- sum(a * b)
  rbind(total, direct, indirect = c(est, est / sqrt(last$f * sum(U^2))))
}
curve <- function(estimator, controls) {
  s <- function(v) z(if (estimator == "rank") rank(v) else v)
  rows <- cbind(sapply(d[c("x", "m1", "m2", "y")], s), as.matrix(d[controls]))
  if (estimator == "within") rows <- apply(rows, 2, demean, team = d$team)
  else rows <- cbind(rows, constant = 1)
  none <- list(total = 0, direct = 0, b = c(0, 0))
  own <- tests(rows, d$team, none)
  keep <- !(colnames(rows) %in% c("m1", "m2", "y"))
  b <- function(X) coef(lm(rows[, "y"] ~ X - 1))
  full <- b(rows[, colnames(rows) != "y"])
  null <- list(total = b(rows[, keep])[1], direct = full[1], b = full[2:3])
  c(list(own), lapply(seq_len(R), function(r) {
    i <- unlist(lapply(seq_len(J), function(g) rep(which(d$team == g), drawn[r, g])))
    who <- unlist(lapply(seq_len(J), function(g) if (drawn[r, g]) rep(g + J * seq_len(drawn[r, g]), each = size[g])))
    tests(rows[i, ], who, null)
  }))
}
some <- list(list("ols", character(0)), list("ols", "c1"), list("within", "c1"), list("rank", c("c1", "c2")))
all <- lapply(some, function(s) curve(s[[1]], s[[2]]))
joint <- lapply(1:3, function(k) {
  est <- sapply(all, function(c) sapply(c, function(t) t[k, 1]))
  zs <- sapply(all, function(c) sapply(c, function(t) t[k, 2]))
  cut <- qnorm(0.975)
  stat <- cbind(apply(est, 1, median), pmax(rowMeans(zs > cut), rowMeans(zs < -cut)),
                rowSums(zs) / sqrt(ncol(zs)))
  list(est = est, z = zs, value = stat[1, ],
       p = apply(abs(stat), 2, function(v) (sum(v[-1] >= v[1] * (1 - 1e-12)) + 1) / (R + 1)))
})
num <- function(v) paste0("[", paste(format(unname(v), digits = 15, trim = TRUE), collapse = ", "), "]")
rows <- function(M) paste0("[", paste(apply(M, 1, num), collapse = ",\n  "), "]")
text <- sapply(seq_along(found), function(i) {
  k <- cells[i, ]
  effects <- paste0('"', names(found[[i]]), '": ', sapply(found[[i]], num), collapse = ",\n   ")
  sprintf('{"estimator": "%s", "controls": "%s", "kept": %d,\n   %s}', k$estimator, k$controls, k$kept, effects)
})
tested <- sapply(1:3, function(k) sprintf('"%s": {"value": %s, "p": %s,\n "est": %s,\n "z": %s}',
  c("total", "direct", "indirect")[k], num(joint[[k]]$value), num(joint[[k]]$p), rows(joint[[k]]$est), rows(joint[[k]]$z)))
writeLines(sprintf('{"R": "%s",\n"cells": [%s],\n"drawn": %s,\n"joint": {%s}}', R.version.string,
  paste(text, collapse = ",\n  "), rows(drawn), paste(tested, collapse = ",\n")),
  file.path(folder, "multiverse.json"))
