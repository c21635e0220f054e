# Waves: longitudinal invariance, means of factors, cross-lagged paths and latent changes.
# Run: Rscript tests/gold/waves.R
suppressMessages({library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
set.seed(20261127)

# 320 people, three waves, two scales of four items; some leave, some answers are missing.
n <- 320
load <- c(.8, .7, .75, .65)
inv <- rnorm(n); per <- .4 * inv + sqrt(.84) * rnorm(n)
own <- matrix(rnorm(n * 8), n)
data <- list()
for (w in 1:3) {
  if (w > 1) {
    before <- inv
    inv <- .7 * inv + sqrt(.51) * rnorm(n)
    per <- .5 * per + .25 * before + .7 * rnorm(n)
  }
  for (i in 1:4) {
    shift <- if (i == 3 && w == 3) .5 else 0
    data[[paste0("w", w, "_inv", i)]] <-
      round(4 + load[i] * (inv + .2 * (w - 1)) + .4 * own[, i] + .5 * rnorm(n) + shift, 2)
    data[[paste0("w", w, "_per", i)]] <- round(4 + load[i] * per + .4 * own[, 4 + i] + .5 * rnorm(n), 2)
  }
}
data <- as.data.frame(data)
for (w in 2:3) data[runif(n) < .15, grep(paste0("^w", w, "_"), names(data))] <- NA
data[matrix(runif(n * ncol(data)) < .02, n)] <- NA
data <- data[rowSums(!is.na(data)) > 0, ]
data$team <- sample(1:40, nrow(data), TRUE)
write.csv(data, file.path(folder, "data", "waves.csv"), row.names = FALSE)

measurement <- function(scale, step, free = c(), waves = 1:3) {
  text <- c()
  for (w in waves) {
    terms <- sapply(1:4, function(i) paste0(
      if (step != "configural") paste0("l_", scale, i, "*") else "", "w", w, "_", scale, i))
    text <- c(text, paste0("w", w, "_", scale, " =~ ", paste(terms, collapse = " + ")))
  }
  for (i in 1:4) {
    if (step == "scalar" && !(i %in% free))
      text <- c(text, paste0("w", waves, "_", scale, i, " ~ i_", scale, i, "*1"))
    pairs <- combn(waves, 2)
    text <- c(text, apply(pairs, 2, function(p)
      paste0("w", p[1], "_", scale, i, " ~~ w", p[2], "_", scale, i)))
  }
  if (step != "configural")
    text <- c(text, paste0("w", waves[-1], "_", scale, " ~~ NA*w", waves[-1], "_", scale))
  if (step == "scalar") text <- c(text, paste0("w", waves[-1], "_", scale, " ~ NA*1"))
  text
}
fit <- function(text, ...) sem(paste(text, collapse = "\n"), data, std.lv = TRUE, meanstructure = TRUE,
                               missing = "fiml", estimator = "MLR", fixed.x = FALSE, ...)
MEASURES <- c("npar", "chisq", "df", "chisq.scaled", "pvalue.scaled", "cfi.robust", "rmsea.robust", "srmr")
told <- function(one) list(
  fit = as.list(fitMeasures(one)[MEASURES]), nobs = lavInspect(one, "nobs"),
  estimates = subset(parameterEstimates(one), select = c("lhs", "op", "rhs", "est", "se")))
ladder <- function(scale, free, ...) {
  fits <- list(configural = fit(measurement(scale, "configural"), ...),
               metric = fit(measurement(scale, "metric"), ...),
               scalar = fit(measurement(scale, "scalar"), ...),
               partial = fit(measurement(scale, "scalar", free), ...))
  test <- function(a, b) {
    t <- lavTestLRT(fits[[a]], fits[[b]])
    list(chisq = t[2, "Chisq diff"], df = t[2, "Df diff"], pvalue = t[2, "Pr(>Chisq)"])
  }
  list(steps = lapply(fits, told), tests = list(metric = test("configural", "metric"),
       scalar = test("metric", "scalar"), partial = test("metric", "partial")))
}
both <- c(measurement("inv", "metric"), measurement("per", "metric"))
lagged <- c("w1_inv ~~ w1_per", unlist(lapply(2:3, function(w) c(
  paste0("w", w, "_", c("inv", "per"), " ~ w", w - 1, "_inv + w", w - 1, "_per"),
  paste0("w", w, "_inv ~~ w", w, "_per")))))
crossed <- fit(c(both, lagged))
# two waves of changes: the same covariances, told as levels and changes
two <- c(measurement("inv", "metric", waves = 1:2), measurement("per", "metric", waves = 1:2))
two <- two[!grepl("NA\\*", two)]
changes <- c(unlist(lapply(c("inv", "per"), function(s) c(
  paste0("w2_", s, " ~ 1*w1_", s), paste0("d2_", s, " =~ 1*w2_", s),
  paste0("w2_", s, " ~~ 0*w2_", s), paste0("d2_", s, " ~~ NA*d2_", s)))),
  "w1_inv ~~ w1_per + d2_inv + d2_per", "w1_per ~~ d2_inv + d2_per", "d2_inv ~~ d2_per")
changed <- fit(c(two, changes))
# intercepts equal, too (but for the third item of inv): the changes have means
level <- c(measurement("inv", "scalar", free = 3, waves = 1:2),
           measurement("per", "scalar", waves = 1:2))
level <- level[!grepl("NA\\*", level)]
leveled <- fit(c(level, changes, "d2_inv ~ NA*1", "d2_per ~ NA*1"))
# lasting differences between people apart: random-intercept cross-lagged panel model of scores
for (w in 1:3) for (s in c("inv", "per"))
  data[[paste0("m", w, s)]] <- rowMeans(data[paste0("w", w, "_", s, 1:4)])
ri <- "RI_inv =~ 1*m1inv + 1*m2inv + 1*m3inv
RI_per =~ 1*m1per + 1*m2per + 1*m3per
c1inv =~ 1*m1inv
c2inv =~ 1*m2inv
c3inv =~ 1*m3inv
c1per =~ 1*m1per
c2per =~ 1*m2per
c3per =~ 1*m3per
m1inv ~~ 0*m1inv
m2inv ~~ 0*m2inv
m3inv ~~ 0*m3inv
m1per ~~ 0*m1per
m2per ~~ 0*m2per
m3per ~~ 0*m3per
c2inv ~ a*c1inv + b*c1per
c3inv ~ a*c2inv + b*c2per
c2per ~ c*c1inv + d*c1per
c3per ~ c*c2inv + d*c2per
c1inv ~~ c1per
c2inv ~~ r*c2per
c3inv ~~ r*c3per
c1inv ~~ NA*c1inv
c2inv ~~ NA*c2inv
c3inv ~~ NA*c3inv
c1per ~~ NA*c1per
c2per ~~ NA*c2per
c3per ~~ NA*c3per
RI_inv ~~ NA*RI_inv + RI_per
RI_per ~~ NA*RI_per
RI_inv ~~ 0*c1inv + 0*c1per
RI_per ~~ 0*c1inv + 0*c1per"
write_json(list(
  versions = list(R = R.version.string, lavaan = as.character(packageVersion("lavaan"))),
  inv = ladder("inv", 3), inv_team = ladder("inv", 3, cluster = "team"), per = ladder("per", c()),
  crossed = told(crossed), changes = told(changed), level = told(leveled), random_intercept = list(model = ri, told = told(fit(ri)))
), file.path(folder, "waves.json"), auto_unbox = TRUE, digits = 12, pretty = TRUE)
