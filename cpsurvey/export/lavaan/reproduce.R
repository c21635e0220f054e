# Fits every model of models.R again in lavaan and compares with printed.csv.
#
#   Rscript reproduce.R               all models
#   Rscript reproduce.R sem-m3 ...    those of these analyses
#   Rscript reproduce.R --rest        those that were not compared yet
#
# Needs R and the package lavaan, nothing else. Writes compared.csv (every number, here and
# printed) and proof.csv (how many agree, by kind of number) beside this script after every
# model; what was compared before stays there.
suppressPackageStartupMessages(library(lavaan))

flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
# R writes a blank in the path of its script as '~+~'.
here <- if (length(flag)) dirname(gsub("~+~", " ", sub("^--file=", "", flag[1]), fixed = TRUE)) else "."
beside <- function(name) file.path(here, name)
# A quotation mark keeps spreadsheets from reading '=~' or '-1' as formulas.
table_of <- function(name, ...) {
  found <- read.csv(beside(name), check.names = FALSE, stringsAsFactors = FALSE,
                    encoding = "UTF-8", ...)
  words <- vapply(found, is.character, NA)
  found[words] <- lapply(found[words], function(column) sub("^'", "", column))
  found
}

# Rows of a file of answers; those without a group or cluster are of no model that has them.
answers <- local({
  read <- list()
  function(number, needed = character()) {
    name <- paste0("answers-", number, ".csv")
    if (is.null(read[[name]])) read[[name]] <<- table_of(name)
    rows <- read[[name]]
    rows[stats::complete.cases(rows[needed]), , drop = FALSE]
  }
})
source(beside("models.R"), encoding = "UTF-8")
TEXTS <- c(analysis = "character", model = "character", other = "character", method = "character",
           what = "character", lhs = "character", op = "character", rhs = "character",
           statistic = "character", printed = "character")
printed <- table_of("printed.csv", colClasses = TEXTS)
printed$lavaan <- rep(NA_real_, nrow(printed))
printed$why <- rep("", nrow(printed))
version_here <- paste0("lavaan ", packageVersion("lavaan"), ", R ", getRversion())
md5_here <- unname(tools::md5sum(beside("printed.csv")))
keys <- function(rows) do.call(paste, c(rows[c("analysis", "model", "other", "method", "what", "lhs",
                                              "op", "rhs", "block", "statistic")], sep = "\r"))
before <- if (file.exists(beside("proof.csv"))) table_of("proof.csv")[1, ]
if (!is.null(before) && before$analysis == md5_here && before$number == version_here) local({
  known <- table_of("compared.csv", colClasses = c(TEXTS, why = "character"))
  at <- match(keys(known), keys(printed))
  printed$lavaan[at] <<- known$lavaan
  printed$why[at] <<- known$why
})
done <- function() !is.na(printed$lavaan) | printed$why != ""
wanted <- commandArgs(TRUE)
unknown <- setdiff(wanted, c("--rest", printed$analysis))
if (length(unknown)) stop("no such analysis: ", paste(unknown, collapse = ", "))
todo <- if (!length(wanted)) rep(TRUE, nrow(printed)) else
  printed$analysis %in% wanted | ("--rest" %in% wanted & !done())
printed$lavaan[todo] <- NA
printed$why[todo] <- ""

# With missing answers lavaan computes the same matrices over and over again: the information of
# the saturated model for a model's test, for its baseline's and for each robust index, and the
# Hessian for each of errors, test and index. That took four fifths of the time. What one of its
# functions found is kept for the next call with the very same arguments; nothing else changes.
of_lavaan <- function(name) tryCatch(getFromNamespace(name, "lavaan"), error = function(e) NULL)
remember <- function(name, most, own = of_lavaan(name)) {
  if (is.null(own)) return(invisible()) # another version of lavaan, without it
  kept <- list()
  assignInNamespace(name, function(...) {
    given <- list(...)
    for (one in kept) if (identical(one$given, given)) return(one$found)
    found <- own(...)
    kept <<- c(list(list(given = given, found = found)), kept)[seq_len(min(most, length(kept) + 1L))]
    found
  }, "lavaan")
}
remember("lav_mvnorm_missing_logl_hessian_samplestats", 4L)

# Robust indices with missing answers: lavaan 0.6-14 fits the model once more, to the saturated
# moments, and forgets there whether covariates are fixed; they are taken as fixed even where
# the model has them random (fixed.x = FALSE). It is told what the model says.
corrected <- of_lavaan("lav_fit_fiml_corrected")
if (!is.null(corrected)) {
  says <- TRUE
  environment(corrected) <- list2env(
    list(lavaan = function(...) lavaan::lavaan(..., fixed.x = says)), parent = asNamespace("lavaan"))
  remember("lav_fit_fiml_corrected", 1L, function(lavobject, ...) {
    says <<- lavInspect(lavobject, "options")$fixed.x
    corrected(lavobject, ...)
  })
}


# lavaan starts at its own values, and stops up to 1e-3 from its optimum where a likelihood is
# flat. It is sent on from where it stopped until estimates stay, and then computes errors,
# tests and measures. Not so large models of one level: it would take minutes each, and they
# are within 1e-4 anyway.
LARGE <- 120 # parameters
from <- function(fit) {
  table <- as.data.frame(parTable(fit))
  table$ustart[table$free > 0] <- table$est[table$free > 0]
  table[setdiff(names(table), c("start", "est", "se"))]
}
again <- function(name) {
  call <- body(models[[name]])
  call$em.h1.tol <- 1e-10
  call$em.h1.iter.max <- 20000L
  call$control <- list(iter.max = 20000L, eval.max = 40000L)
  empty <- call
  empty$do.fit <- FALSE
  empty <- suppressWarnings(eval(empty))
  if (lavInspect(empty, "npar") > LARGE && lavInspect(empty, "nlevels") == 1) {
    fit <- suppressWarnings(eval(call))
    if (!lavInspect(fit, "converged")) stop("did not converge")
    return(fit)
  }
  plain <- call
  plain[c("se", "test")] <- "none"
  plain$baseline <- FALSE
  fit <- suppressWarnings(eval(plain))
  if (!lavInspect(fit, "converged")) stop("did not converge")
  plain$optim.method <- "BFGS"
  plain$optim.attempts <- 1L
  plain$control <- list(maxit = 20000L, reltol = 1e-16)
  for (turn in 1:5) {
    plain[[2]] <- from(fit)
    further <- suppressWarnings(eval(plain))
    moved <- max(abs(coef(further) - coef(fit)))
    if (further@optim$fx <= fit@optim$fx) fit <- further
    if (moved < 1e-6) break
  }
  call[[2]] <- from(fit)
  call$optim.method <- "none"
  suppressWarnings(eval(call))
}

# ------------------------------------------------------------- where lavaan has a number
block_of <- function(rows) {
  if (!is.null(rows$level)) rows$level else if (!is.null(rows$group)) rows$group else rep(1, nrow(rows))
}

# The row of a parameter; a covariance may be written either way round.
row_of <- function(rows, one) {
  block <- if (one$op == ":=") rep(0, nrow(rows)) else block_of(rows)
  there <- rows$op == one$op & (block == one$block | one$block == 0)
  straight <- rows$lhs == one$lhs & (rows$rhs == one$rhs | one$op == ":=")
  turned <- one$op == "~~" & rows$lhs == one$rhs & rows$rhs == one$lhs
  which(there & (straight | turned))[1]
}

lavaan_has <- function(fit, other, known, one) {
  switch(one$what,
    parameter = known$parameters()[[one$statistic]][row_of(known$parameters(), one)],
    standardised = known$standardised()[[one$statistic]][row_of(known$standardised(), one)],
    fit = unname(known$measures()[one$statistic]),
    change = unname(known$measures()[one$statistic] - measures_of(other)[one$statistic]),
    explained = {
      r2 <- known$explained()
      if (is.list(r2)) r2 <- r2[[max(one$block, 1)]]
      unname(r2[one$lhs])
    },
    difference = {
      method <- if (one$method == "plain") "standard" else one$method
      test <- suppressWarnings(lavTestLRT(fit, other, method = method))
      as.data.frame(test)[2, one$statistic]
    },
    residual = {
      left <- known$residuals()
      if (is.null(left$cov)) left <- left[[max(one$block, 1)]]
      left$cov[one$lhs, one$rhs]
    },
    modification = known$modifications()[[one$statistic]][row_of(known$modifications(), one)])
}

measures_of <- local({
  done <- list()
  # Not all that lavaan has: its GFI alone takes as long as a model.
  asked <- unique(c("df", "cfi", printed$statistic[printed$what %in% c("fit", "change")]))
  function(fit) {
    for (one in done) if (identical(one$fit, fit)) return(one$measures)
    found <- suppressWarnings(fitMeasures(fit, asked))
    # lavaan has no robust CFI of a saturated model with complete answers, which is its plain 1
    if (found["df"] == 0 && is.na(found["cfi.robust"])) found["cfi.robust"] <- found["cfi"]
    done[[length(done) + 1]] <<- list(fit = fit, measures = found)
    if (length(done) > 3) done[[1]] <<- NULL
    found
  }
})

# Modification indices with missing answers are those of plain ML on the saturated moments:
# over all patterns of missing answers they would take minutes.
modifications_of <- function(fit, name) {
  single <- lavInspect(fit, "ngroups") == 1 && !length(lavNames(fit, "ov.x"))
  if (lavInspect(fit, "options")$missing != "ml" || !single) return(modindices(fit, sort. = FALSE))
  n <- lavInspect(fit, "nobs")
  call <- body(models[[name]])
  call[c("data", "missing", "information", "cluster", "estimator")] <- NULL
  call$meanstructure <- FALSE
  call$sample.cov <- unclass(lavInspect(fit, "sampstat")$cov) * n / (n - 1)
  call$sample.nobs <- n
  modindices(suppressWarnings(eval(call)), sort. = FALSE)
}

# Each table of lavaan once, and only where a number of it is wanted.
once <- function(make) {
  found <- NULL
  function() {
    if (is.null(found)) found <<- suppressWarnings(make())
    found
  }
}
tables_of <- function(fit, name) list(
  parameters = once(function() parameterEstimates(fit, standardized = TRUE, remove.nonfree = FALSE)),
  standardised = once(function() standardizedSolution(fit)),
  measures = once(function() measures_of(fit)),
  explained = once(function() lavInspect(fit, "rsquare")),
  residuals = once(function() residuals(fit, type = "cor")),
  modifications = once(function() modifications_of(fit, name)))

# ------------------------------------------------------------------------ all the numbers
# A number agrees where it is no further from the printed one than half of its last digit,
# which is all that rounding can hide.
kind <- ifelse(printed$what == "fit", printed$statistic, paste(printed$what, printed$statistic))
digits <- nchar(sub("^[^.]*\\.?", "", sub("e.*$", "", printed$printed)))
digits[grepl("^<", printed$printed)] <- 3L
counts <- function(rows) data.frame(
  compared = sum(!is.na(rows$lavaan)), agree = sum(rows$agrees), without = sum(is.na(rows$lavaan)),
  largest = if (any(!is.na(rows$relative))) max(rows$relative, na.rm = TRUE) else NA)
judged <- function() {
  rows <- printed
  rows$difference <- rows$lavaan - rows$value
  rows$agrees <- !is.na(rows$difference) & abs(rows$difference) <= 0.5 * 10^-digits
  rows$relative <- abs(rows$difference) / pmax(1, abs(rows$value))
  rows
}
write_all <- function() {
  rows <- judged()[done(), ]
  parts <- split(seq_len(nrow(rows)), paste(rows$analysis, kind[done()], sep = "\r"))
  summed <- do.call(rbind, lapply(names(parts), function(name) data.frame(
    analysis = sub("\r.*$", "", name), number = sub("^.*\r", "", name), counts(rows[parts[[name]], ]))))
  write.csv(rows, beside("compared.csv"), row.names = FALSE, na = "")
  write.csv(rbind(data.frame(analysis = md5_here, number = version_here, counts(rows)), summed),
            beside("proof.csv"), row.names = FALSE, na = "")
}

kept <- list()
models_in_order <- sort(unique(c(printed$other[todo & printed$other != ""], printed$model[todo])))
last_use <- function(name) {
  max(which(models_in_order == name),
      which(models_in_order %in% printed$model[todo & printed$other == name]))
}
fit_of <- function(name) {
  if (is.null(kept[[name]])) {
    taken <- system.time(found <- tryCatch(again(name), error = function(e) conditionMessage(e)))
    kept[[name]] <<- found
    cat(sprintf("%s fitted in %.0f s\n", name, taken[["elapsed"]]))
  }
  kept[[name]]
}
for (name in models_in_order) {
  fit <- fit_of(name)
  at <- which(todo & printed$model == name)
  if (is.character(fit)) {
    printed$why[at] <- paste("lavaan:", fit)
  } else {
    known <- tables_of(fit, name)
    for (i in at) {
      one <- as.list(printed[i, ])
      other <- if (one$other == "") NULL else fit_of(one$other)
      value <- if (is.character(other)) NULL else
        tryCatch(lavaan_has(fit, other, known, one), error = function(e) NULL)
      if (length(value) == 1 && is.finite(value)) {
        printed$lavaan[i] <- value
      } else {
        printed$why[i] <- "lavaan gives none"
      }
    }
  }
  write_all()
  at <- match(name, models_in_order)
  for (old in names(kept)) if (last_use(old) <= at) kept[[old]] <- NULL
}

now <- judged()[todo, ]
told <- do.call(rbind, lapply(split(seq_len(nrow(now)), kind[todo]), function(at) counts(now[at, ])))
told$largest <- signif(told$largest, 2)
print(told)
cat(sprintf("\n%d of %d numbers agree to the last printed digit; %d have no counterpart. Largest difference, relative above 1: %.2g\n",
            sum(now$agrees), sum(!is.na(now$lavaan)), sum(is.na(now$lavaan)),
            max(c(0, now$relative), na.rm = TRUE)))
without <- unique(now[is.na(now$lavaan), c("model", "what", "statistic", "value", "why")])
if (nrow(without)) print(without, row.names = FALSE)
apart <- now[!is.na(now$lavaan) & !now$agrees, c("analysis", "model", "what", "lhs", "op", "rhs", "block", "statistic", "value", "lavaan")]
if (nrow(apart)) {
  cat("\nThese differ:\n")
  print(apart[order(-abs(apart$lavaan - apart$value)), ], row.names = FALSE, max = 4000)
}
