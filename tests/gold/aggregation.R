# Resemblance and agreement of teams. Run: Rscript tests/gold/aggregation.R
suppressMessages({library(multilevel); library(psych); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
d <- read.csv(file.path(folder, "data", "synthetic_agents.csv"))
scores <- read.csv(file.path(folder, "data", "synthetic_scores.csv"))
data(bh1996); data(lq2002)
# intervals: psych::ICC wants every group of one size, so groups become rows, members columns
balanced <- function(x, g) {
  wide <- t(sapply(split(x, g), identity))
  r <- suppressMessages(suppressWarnings(psych::ICC(wide, lmer = FALSE)))$results
  one <- r[r$type == "ICC1", ]; k <- r[r$type == "ICC1k", ]
  f <- aov(x ~ as.factor(g))
  list(icc1 = multilevel::ICC1(f), icc2 = multilevel::ICC2(f), F = summary(f)[[1]][1, 4],
       psych_icc1 = one$ICC, icc1_ci = c(one$`lower bound`, one$`upper bound`),
       psych_icc2 = k$ICC, icc2_ci = c(k$`lower bound`, k$`upper bound`))
}
# unequal groups: k0 of the textbook, from the variance components of the one-way table
unequal <- function(x, g) {
  s <- summary(aov(x ~ as.factor(g)))[[1]]; n <- table(g)
  k0 <- (sum(n) - sum(n^2) / sum(n)) / (length(n) - 1)
  between <- (s[1, 3] - s[2, 3]) / k0
  list(k0 = k0, icc1 = between / (between + s[2, 3]), mean_k = mean(n), icc1_mean = ICC1(aov(x ~ as.factor(g))))
}
nulls <- list("5" = c(2, 1.34, .90, .44), "7" = c(4, 2.90, 2.14, 1.39))
agree <- function(items, g, answers) {
  v <- nulls[[as.character(answers)]]
  r <- lapply(v, function(x) rwg.j(items, g, ranvar = x)$rwg.j)
  names(r) <- c("uniform", "slight", "moderate", "heavy")
  a <- ad.m(items, g)
  list(group = rwg.j(items, g)$grpid, rwgj = r, lindell = rwg.j.lindell(items, g, ranvar = v[1])$rwg.lindell, ad = a$AD.M)
}
me <- d[paste0("me", 1:5)]
set.seed(1)
chance <- function(items, g, draws) { # random groups of the same sizes
  v <- function(gg) mean(sapply(split(items, gg), function(q) mean(apply(q, 2, var))))
  list(observed = v(g), expected = mean(replicate(draws, v(sample(g)))), draws = draws)
}
write_json(list(
  multilevel = as.character(packageVersion("multilevel")), psych = as.character(packageVersion("psych")), R = R.version.string,
  balanced = list(COP = balanced(scores$COP, scores$team_id), TKS = balanced(scores$TKS, scores$team_id), AD = balanced(scores$AD, scores$team_id)),
  unequal = list(WBEING = unequal(bh1996$WBEING, bh1996$GRP), HRS = unequal(bh1996$HRS, bh1996$GRP)),
  cop_me = agree(me, d$team_id, 7),
  lead = agree(lq2002[, paste0("LEAD", sprintf("%02d", 1:11))], lq2002$COMPID, 5),
  chance = chance(me, d$team_id, 2000)),
  file.path(folder, "aggregation.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
cat("wrote aggregation.json\n")
