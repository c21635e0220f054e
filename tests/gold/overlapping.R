# Four factors and a fifth of all items, where the expected information leads astray.
# Run: Rscript tests/gold/overlapping.R
# Sets 1 and 2 have a minimum; in the third a correlation of factors grows without end.
suppressMessages({library(lavaan); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
d <- read.csv(file.path(folder, "data", "overlapping.csv"))
items <- setdiff(names(d), "set")
factors <- unique(substr(items, 1, 1))
line <- function(f, of) paste(f, "=~", paste(of, collapse = " + "))
model <- paste(c(vapply(factors, function(f) line(f, items[substr(items, 1, 1) == f]), ""),
                 line("m", items), paste0("m ~~ 0*", factors)), collapse = "\n")
fits <- lapply(split(d[items], d$set), function(x) suppressWarnings(
  cfa(model, x, std.lv = TRUE, missing = "ml", se = "none")))
told <- lapply(fits, function(f) {
  e <- subset(parameterEstimates(f), op != "~1")
  list(converged = lavInspect(f, "converged"), logl = as.numeric(logLik(f)),
       largest = max(abs(coef(f))),
       estimates = e[c("lhs", "op", "rhs", "est")])
})
write_json(list(R = R.version.string, lavaan = as.character(packageVersion("lavaan")),
                model = model, sets = told),
           file.path(folder, "overlapping.json"), digits = I(15), auto_unbox = TRUE, pretty = TRUE)
