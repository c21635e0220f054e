# What users of lavaan ask of a fitted model day by day. Run: Rscript tests/gold/daily.R
suppressMessages({library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
hs <- read.csv(file.path(folder, "data", "holzinger_swineford.csv"))
pd <- read.csv(file.path(folder, "data", "political_democracy.csv"))
cat4 <- read.csv(file.path(folder, "data", "holzinger_swineford_ordinal.csv"))
hs$girl <- hs$sex - 1
CFA <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9"
ZERO <- paste0(CFA, "\nvisual ~~ 0*speed\ntextual ~~ 0*speed")
PD <- "ind60 =~ x1 + x2 + x3
dem60 =~ y1 + y2 + y3 + y4
dem65 =~ y5 + y6 + y7 + y8
dem60 ~ a*ind60
dem65 ~ b*dem60 + c*ind60
ind := a*b
tot := c + a*b"
PATH <- "x4 ~ a*girl + ageyr
x7 ~ b*x4 + c*girl + ageyr
ind := a*b
tot := c + a*b"

row <- function(t) list(chisq = t[2, "Chisq diff"], df = t[2, "Df diff"], pvalue = t[2, "Pr(>Chisq)"])
lrt <- list(
  ml = row(lavTestLRT(cfa(CFA, hs), cfa(ZERO, hs))),
  mlr = row(lavTestLRT(cfa(CFA, hs, estimator = "MLR"), cfa(ZERO, hs, estimator = "MLR"))),
  wlsmv = row(lavTestLRT(cfa(CFA, cat4, ordered = paste0("x", 1:9), estimator = "WLSMV"),
                         cfa(ZERO, cat4, ordered = paste0("x", 1:9), estimator = "WLSMV"))))

standard <- function(fit) {
  out <- list()
  for (type in c("std.lv", "std.all", "std.nox"))
    out[[type]] <- as.data.frame(unclass(standardizedSolution(fit, type = type)))
  out
}
pdfit <- sem(PD, pd); path <- sem(PATH, hs, meanstructure = TRUE)
free <- sem(PATH, hs, fixed.x = FALSE)
mlr <- sem(PATH, hs, estimator = "MLR")
hsfit <- cfa(CFA, hs); means <- cfa(CFA, hs, meanstructure = TRUE)
ord <- cfa(CFA, cat4, ordered = paste0("x", 1:9))

mi <- as.data.frame(unclass(modindices(hsfit)))
res <- function(f, type) residuals(f, type = type)
plain <- function(m) unclass(as.matrix(m))
out <- list(
  lavaan = as.character(packageVersion("lavaan")), R = R.version.string,
  models = list(CFA = CFA, ZERO = ZERO, PD = PD, PATH = PATH),
  lrt = lrt,
  standard = list(pd = standard(pdfit), path = standard(path), free = standard(free), mlr = standard(mlr)),
  modindices = mi[, c("lhs", "op", "rhs", "mi", "epc", "sepc.lv", "sepc.all", "sepc.nox")],
  residuals = list(
    names = colnames(res(means, "raw")$cov),
    raw = plain(res(means, "raw")$cov), mean = as.numeric(res(means, "raw")$mean),
    cor = plain(res(means, "cor.bollen")$cov), ordered = plain(res(ord, "raw")$cov)),
  scores = list(
    regression = unclass(lavPredict(hsfit))[1:20, ],
    bartlett = unclass(lavPredict(hsfit, method = "Bartlett"))[1:20, ],
    ordered = unclass(lavPredict(ord))[1:20, ]))
write_json(out, file.path(folder, "daily.json"), digits = NA, auto_unbox = TRUE, pretty = 1)
