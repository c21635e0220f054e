# The peer's side: times the tasks of bench/__main__.py in lavaan and prints JSON.
# Rscript bench/peers.R DATA MODEL_M3 M3_DATA
suppressMessages({library(lavaan); library(jsonlite)})
args <- commandArgs(TRUE)
data <- function(name) read.csv(file.path(args[1], name))
HS <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
PD <- "ind60 =~ x1 + x2 + x3\ndem60 =~ y1 + y2 + y3 + y4\ndem65 =~ y5 + y6 + y7 + y8\ndem60 ~ ind60\ndem65 ~ ind60 + dem60\ny1 ~~ y5\ny2 ~~ y4 + y6\ny3 ~~ y7\ny4 ~~ y8\ny6 ~~ y8"
timed <- function(code) { gc(reset = TRUE); t <- system.time(code)[["elapsed"]]
  list(seconds = t, peak_mb = sum(gc()[, 6])) }
hs <- data("holzinger_swineford.csv"); pd <- data("political_democracy.csv"); bfi <- data("bfi.csv")
out <- list()
boot <- function(fit, draws) { r <- timed(bootstrapLavaan(fit, R = draws, FUN = "coef")); r$per_second <- draws / r$seconds; r }
out$boot_hs <- boot(cfa(HS, hs), 200)
out$boot_pd <- boot(sem(PD, pd), 200)
m3 <- paste(readLines(args[2]), collapse = "\n"); m3d <- read.csv(args[3])
f3 <- sem(m3, m3d)
out$boot_m3 <- boot(f3, 20)
again <- function(n, code) { e <- substitute(code); f <- parent.frame(); r <- timed(for (i in 1:n) eval(e, f)); r$seconds <- r$seconds / n; r }
out$fit_hs <- again(10, fitMeasures(cfa(HS, hs)))
out$fit_pd <- again(10, fitMeasures(sem(PD, pd)))
out$fit_m3 <- again(1, fitMeasures(sem(m3, m3d)))
five <- function(names) paste(sapply(split(names, rep(seq_len(length(names) / 5), each = 5)), function(v) paste0("f", v[1], " =~ ", paste(v, collapse = "+"))), collapse = "\n")
items <- names(bfi)[1:25]; x <- na.omit(bfi[, items])
out$wlsmv_25 <- again(1, fitMeasures(cfa(five(items), x, ordered = items)))
wide <- read.csv(args[4]); items50 <- names(wide)
out$wlsmv_50 <- again(1, fitMeasures(cfa(five(items50), wide, ordered = items50)))
miss <- read.csv(args[5])
out$fiml_15 <- again(1, fitMeasures(cfa(five(names(miss)), miss, missing = "ml", estimator = "MLR")))
big <- read.csv(args[6])
out$million <- again(1, cfa(paste("f =~", paste(names(big), collapse = "+")), big))
cat(toJSON(list(R = R.version.string, lavaan = as.character(packageVersion("lavaan")), times = out), auto_unbox = TRUE, digits = NA))
