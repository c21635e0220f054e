# Modification indices of paths, and of what a model fixes. Run: Rscript tests/gold/freed.R
suppressMessages({library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
hs <- read.csv(file.path(folder, "data", "holzinger_swineford.csv"))
waves <- read.csv(file.path(folder, "data", "demo_growth.csv"))
models <- list(
  path = "x1 ~ x4 + x5\nx2 ~ x1\nx3 ~ x2",
  structural = "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9
visual ~ sex + ageyr
textual ~ visual + sex
speed ~~ 0*textual",
  fixed = "f =~ 1*x4 + 1*x5 + 1*x6 + x1\nf ~~ g\ng =~ x7 + x8 + x9",
  growth = "i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4
i + s ~ x1 + x2")
fits <- lapply(models[c("path", "structural", "fixed")], sem, data = hs)
fits$growth <- growth(models$growth, waves)
indices <- function(fit) {
  found <- as.data.frame(unclass(modindices(fit)))
  found[found$mi > .001, c("lhs", "op", "rhs", "mi", "epc", "sepc.lv", "sepc.all")]
}
out <- list(lavaan = as.character(packageVersion("lavaan")), R = R.version.string,
            models = models, modindices = lapply(fits, indices))
write_json(out, file.path(folder, "freed.json"), digits = NA, auto_unbox = TRUE, pretty = 1)
