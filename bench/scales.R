# The same tables of the scales in R: psych, lavaan, semTools, multilevel. Prints JSON.
# Rscript bench/scales.R STUDY_CSV STUDY_JSON M3_MODEL M3_CSV
# What would take hours is timed on a part and multiplied; every such line is in `notes`.
suppressMessages({library(psych); library(lavaan); library(semTools); library(multilevel); library(jsonlite)})
args <- commandArgs(TRUE)
d <- read.csv(args[1]); asked <- fromJSON(args[2], simplifyDataFrame = FALSE)
scales <- asked$scales; items <- unlist(scales, use.names = FALSE)
quiet <- function(code) suppressWarnings(suppressMessages(invisible(capture.output(code))))
stages <- list(); notes <- c()
took <- function(code) system.time(quiet(code))[["elapsed"]]
add <- function(name, seconds) stages[[name]] <<- (if (is.null(stages[[name]])) 0 else stages[[name]]) + seconds
say <- function(...) notes <<- c(notes, sprintf(...))
invisible(gc(reset = TRUE))
one <- function(v) paste("f =~", paste(v, collapse = " + "))

add("screening", took({
  x <- as.matrix(d[items])
  longest <- apply(x, 1, function(r) max(rle(r[!is.na(r)])$lengths))
  spread <- apply(x, 1, sd, na.rm = TRUE)
  full <- x[complete.cases(x), ]; far <- mahalanobis(full, colMeans(full), cov(full))
}))
add("missing", took({
  pattern <- apply(is.na(d[items]), 1, paste, collapse = ""); table(pattern)
  moments <- lavCor(d[items], missing = "ml", se = "none", output = "cov")
  for (p in unique(pattern)) { rows <- pattern == p; o <- !is.na(unlist(d[which(rows)[1], items]))
    if (any(o)) mahalanobis(colMeans(d[rows, items[o], drop = FALSE]), colMeans(d[items[o]], na.rm = TRUE), moments[o, o, drop = FALSE]) }
}))
add("items", took({ describe(d[items]); for (v in scales) alpha(d[v], check.keys = FALSE) }))
fit1 <- function(v, data, ...) cfa(one(v), data, std.lv = TRUE, ...)
add("reliability", took(for (v in scales) {
  alpha(d[v], check.keys = FALSE); f <- fit1(v, d); compRelSEM(f); AVE(f)
  o <- fit1(v, d, ordered = v); compRelSEM(o)
  for (l in unique(d$language)) { s <- d[d$language == l, ]; alpha(s[v], check.keys = FALSE); compRelSEM(fit1(v, s)) }
}))
some <- 10; teams <- split(seq_len(nrow(d)), d$team)
part <- took(for (v in scales) for (b in seq_len(some)) {
  s <- d[unlist(teams[sample(length(teams), replace = TRUE)]), ]; f <- fit1(v, s, se = "none"); compRelSEM(f); AVE(f) })
add("reliability", part * 1000 / some); say("bootstrap of omega and AVE: %d of 1,000 draws timed", some)
scores <- d[paste0(names(scales), "_score")]
add("correlations", took({ corr.test(scores, ci = TRUE); statsBy(cbind(scores, team = as.integer(factor(d$team))), "team") }))
add("dimensions", took({ KMO(d[items]); cortest.bartlett(d[items]); fa(d[items], nfactors = length(scales), rotate = "oblimin") }))
part <- took(fa.parallel(d[items], fa = "pc", plot = FALSE, n.iter = 20))
add("dimensions", part * 500 / 20); say("parallel analysis: 20 of 500 permutations timed")
model <- paste(mapply(function(n, v) paste(n, "=~", paste(v, collapse = " + ")), names(scales), scales), collapse = "\n")
add("discriminant", took({ htmt(model, d[items], missing = "pairwise", htmt2 = FALSE); htmt(model, d[items], missing = "pairwise", htmt2 = TRUE) }))
part <- took(for (b in seq_len(some)) { r <- cor(d[sample(nrow(d), replace = TRUE), items], use = "pairwise")
  htmt(model, sample.cov = r, htmt2 = FALSE); htmt(model, sample.cov = r, htmt2 = TRUE) })
add("discriminant", part * 1000 / some); say("bootstrap of HTMT: %d of 1,000 draws timed", some)
add("invariance", took(for (v in scales) for (equal in list("", "loadings", c("loadings", "intercepts")))
  fitMeasures(fit1(v, d, group = "language", group.equal = equal, missing = "ml", estimator = "MLR"))))
for (family in asked$families) {
  more <- if (family$cluster) list(cluster = "team") else list()
  seconds <- took(fitMeasures(do.call("sem", c(list(family$syntax, d, missing = "ml", estimator = "MLR"), more))))
  add("models", seconds * family$fits)
  say("FIML-MLR models like '%s...': one of %d timed, %.0f s", substr(gsub("\\s+", " ", family$syntax), 1, 30), family$fits, seconds)
}
add("method", took(fa(d[items], nfactors = 1)))
add("aggregation", took(for (v in scales) { x <- rowMeans(d[v]); f <- aov(x ~ as.factor(d$team)); ICC1(f); ICC2(f)
  ok <- complete.cases(d[v]); rwg.j(d[ok, v], d$team[ok], ranvar = 4); ad.m(d[ok, v], d$team[ok]) }))
peak <- sum(gc()[, 6])
m3 <- sem(paste(readLines(args[3]), collapse = "\n"), read.csv(args[4])); invisible(gc(reset = TRUE))
boot <- took(bootstrapLavaan(m3, R = 50, FUN = "coef"))
cat(toJSON(list(
  scales = list(seconds = sum(unlist(stages)), stages = stages, notes = notes, peak_mb = peak),
  draws = list(seconds = boot * 100, stages = list(`50 draws` = boot), notes = "50 of 5,000 draws timed", peak_mb = sum(gc()[, 6]))
), auto_unbox = TRUE, digits = NA))
