# Group comparisons and adjusted p-values. Run: Rscript tests/gold/compare.R
suppressMessages({library(effectsize); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
d <- read.csv(file.path(folder, "data", "agents.csv"))
d$channel <- factor(d$channel); d$half <- factor(ifelse(d$team > 13, "b", "a"))

hedges <- function(a, b) {
  g <- hedges_g(a, b, pooled_sd = TRUE)
  list(g = g$Hedges_g, lower = g$CI_low, upper = g$CI_high)
}
means <- function(y, g) lapply(split(y, g), function(v) {
  ci <- t.test(v)$conf.int
  list(n = length(v), mean = mean(v), sd = sd(v), lower = ci[1], upper = ci[2])
})
two <- function(y, g) {
  t <- t.test(y ~ g); w <- wilcox.test(y ~ g, exact = FALSE, correct = TRUE)
  parts <- split(y, g)
  c(list(t = unname(t$statistic), df = unname(t$parameter), p = t$p.value, U = unname(w$statistic),
    p_rank = w$p.value), hedges(parts[[1]], parts[[2]]), list(means = means(y, g)))
}
games_howell <- function(y, g) {
  parts <- split(y, g); k <- length(parts); out <- list()
  for (i in 1:(k - 1)) for (j in (i + 1):k) {
    a <- parts[[i]]; b <- parts[[j]]
    va <- var(a) / length(a); vb <- var(b) / length(b)
    df <- (va + vb)^2 / (va^2 / (length(a) - 1) + vb^2 / (length(b) - 1))
    t <- (mean(a) - mean(b)) / sqrt(va + vb)
    out[[length(out) + 1]] <- c(list(a = names(parts)[i], b = names(parts)[j], diff = mean(a) - mean(b),
      t = t, df = df, p = ptukey(abs(t) * sqrt(2), k, df, lower.tail = FALSE)), hedges(a, b))
  }
  out
}
several <- function(y, g) {
  w <- oneway.test(y ~ g); k <- kruskal.test(y, g); m <- aov(y ~ g)
  e <- eta_squared(m, alternative = "two.sided"); o <- omega_squared(m, alternative = "two.sided")
  list(F = unname(w$statistic), df1 = unname(w$parameter[1]), df2 = unname(w$parameter[2]), p = w$p.value,
    H = unname(k$statistic), p_rank = k$p.value, eta2 = e$Eta2, eta2_lower = e$CI_low, eta2_upper = e$CI_high,
    omega2 = o$Omega2, pairs = games_howell(y, g), means = means(y, g))
}
ps <- c(.001, .04, .03, .03, .2, .0004, 1, .049)
out <- list(R = R.version.string, effectsize = as.character(packageVersion("effectsize")),
  two = two(d$score, d$half), several = several(d$score, d$channel),
  several_x = several(d$x + 2 * (d$channel == 2), d$channel),
  holm = list(p = ps, adjusted = p.adjust(ps, "holm")))
write_json(out, file.path(folder, "compare.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
cat("wrote compare.json\n")
