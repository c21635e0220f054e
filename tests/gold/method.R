# Common-method variance on the simulated agents. Run: Rscript tests/gold/method.R
suppressMessages({library(lavaan); library(psych); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
source(file.path(folder, "lib", "lavaan_case.R"))
d <- read.csv(file.path(folder, "data", "synthetic_agents.csv"))
blocks <- list(cop_me = "me", cop_je = "je", cop_sr = "sr", tks_don = "don", tks_col = "col",
               crm = "crm", perf_rp = "rp", perf_ad = "ad")
blocks <- lapply(blocks, paste0, 1:5)
items <- unlist(blocks, use.names = FALSE); marker <- paste0("mk", 1:4); lat <- names(blocks)
full <- function(x) sprintf("%.17g", x)
base <- paste(sapply(lat, function(f) paste(f, "=~", paste(blocks[[f]], collapse = "+"))), collapse = "\n")
measures <- c("chisq", "df", "pvalue", "cfi", "tli", "rmsea", "srmr", "chisq.scaled", "chisq.scaling.factor",
              "cfi.robust", "rmsea.robust")
# complete answers: at lavaan's own optimum (see lib), found once per model since MLR has ML's
# estimates; with missing answers lavaan's default solution, tested by plain chi-square
known <- new.env()
run <- function(syntax, data, ...) {
  args <- list(...)
  if (!is.null(args$missing)) return(cfa(syntax, data, std.lv = TRUE, se = "none",
                                            em.h1.tol = 1e-12, em.h1.iter.max = 5000L, ...))
  if (is.null(known[[syntax]])) {
    fit <- cfa(syntax, data, std.lv = TRUE)
    table <- parTable(fit); free <- table$free > 0
    table$est[free] <- polish(fit, steps = 3)$theta[table$free[free]]
    assign(syntax, table, envir = known)
  }
  suppressWarnings(cfa(syntax, data, std.lv = TRUE, start = known[[syntax]], optim.method = "none", ...))
}
fit_of <- function(f) { m <- fitMeasures(f); as.list(m[intersect(measures, names(m))]) }
standard <- function(f) standardizedSolution(f, se = FALSE)
loads <- function(f, factor, of) { s <- standard(f); s <- s[s$op == "=~" & s$lhs == factor, ]; s$est.std[match(of, s$rhs)] }
between <- function(f) unname(lavInspect(f, "cov.lv")[lat, lat])

sequence <- function(data, ...) {
  cfa0 <- run(paste0(base, "\nmrk =~ ", paste(marker, collapse = "+")), data, ...)
  pe <- parameterEstimates(cfa0)
  L <- pe$est[pe$lhs == "mrk" & pe$op == "=~"]
  TH <- sapply(marker, function(m) pe$est[pe$lhs == m & pe$op == "~~" & pe$rhs == m])
  fixed <- paste0("mrk =~ ", paste0(full(L), "*", marker, collapse = "+"))
  more <- paste(c(paste0(marker, "~~", full(TH), "*", marker), paste0("mrk ~~ 0*", lat)), collapse = "\n")
  model <- function(loadings, held = "") paste(base, paste(c(fixed, loadings), collapse = "+"), more, held, sep = "\n")
  equal <- paste0("m*", items)
  B <- run(model(character()), data, ...); C <- run(model(equal), data, ...); U <- run(model(items), data, ...)
  phi <- between(B); at <- which(upper.tri(phi), arr.ind = TRUE)
  held <- paste0(lat[at[, 1]], "~~", full(phi[at]), "*", lat[at[, 2]], collapse = "\n")
  R <- run(model(equal, held), data, ...)
  found <- list(cfa = cfa0, baseline = B, method_c = C, method_u = U, method_r = R)
  if (!is.null(list(...)$missing)) return(found)
  m <- subset(parameterEstimates(C), label == "m")[1, ]
  push <- function(z) run(model(paste0(full(m$est + sign(m$est) * z * m$se), "*", items)), data, ...)
  c(found, list(method_s05 = push(qnorm(.975)), method_s01 = push(qnorm(.995))))
}
parts <- function(own, method) { theta <- 1 - own^2 - method^2
  whole <- sum(own)^2 + sum(method)^2 + sum(theta); c(sum(own)^2, sum(method)^2) / whole }
told <- function(fits) {
  test <- function(a, b) { t <- lavTestLRT(fits[[a]], fits[[b]]); list(chisq = t[2, "Chisq diff"], df = t[2, "Df diff"], pvalue = t[2, "Pr(>Chisq)"]) }
  m <- subset(parameterEstimates(fits$method_c), label == "m")[1, ]
  list(models = lapply(fits, fit_of),
       tests = list(c = test("baseline", "method_c"), u = test("method_c", "method_u"), r = test("method_r", "method_c")),
       loading = m$est, loading_se = m$se,
       std_c = loads(fits$method_c, "mrk", items), std_u = loads(fits$method_u, "mrk", items),
       reliability = lapply(lat, function(f) list(scale = f,
         baseline = parts(loads(fits$baseline, f, blocks[[f]]), rep(0, 5))[1],
         parts = parts(loads(fits$method_c, f, blocks[[f]]), loads(fits$method_c, "mrk", blocks[[f]])))),
       correlations = lapply(fits[c("baseline", "method_c", "method_s05", "method_s01")], between))
}
ml <- sequence(d); mlr <- sequence(d, estimator = "MLR")
# answers taken out by a rule that both sides know: row and column count from one
holes <- d; all <- c(items, marker)
for (j in seq_along(all)) holes[[all[j]]][(seq_len(nrow(d)) * 7 + j * 13) %% 61 == 0] <- NA
fiml <- sequence(holes, missing = "ml")

ulmc <- function(loadings, data = d, ...) run(paste(base, paste0("u =~ ", paste(loadings, collapse = "+")),
  paste0("u ~~ 0*", lat, collapse = "\n"), sep = "\n"), data, ...)
measurement <- run(base, d); single <- run(paste("g =~", paste(items, collapse = "+")), d)
free <- ulmc(items)
R <- cor(d[items]); e <- eigen(R)$values
pa <- suppressWarnings(fa(d[items], nfactors = 1, fm = "pa", rotate = "none", min.err = 1e-12, max.iter = 10000))

score <- sapply(c(blocks, list(mrk = marker)), function(x) rowMeans(d[x])); r <- cor(score); n <- nrow(d)
rm <- min(r["mrk", lat][r["mrk", lat] > 0])
adj <- (r[lat, lat] - rm) / (1 - rm); t <- adj * sqrt(n - 3) / sqrt(1 - adj^2); diag(t) <- 0
z <- scale(d)
write_json(list(
  lavaan = as.character(packageVersion("lavaan")), psych = as.character(packageVersion("psych")), R = R.version.string,
  harman = list(component = e[1] / length(items), axis = sum(pa$loadings^2) / length(items)),
  single = fit_of(single), measurement = fit_of(measurement),
  ml = told(ml), mlr = told(mlr), fiml = list(models = lapply(fiml, fit_of)),
  ulmc = list(free = fit_of(free), method = mean(loads(free, "u", items)^2),
              substantive = mean(unlist(lapply(lat, function(f) loads(free, f, blocks[[f]])))^2)),
  partial = list(marker = rm, with = names(which.min(ifelse(r["mrk", lat] > 0, r["mrk", lat], 9))), adjusted = unname(adj),
                 t = unname(t), p = unname(2 * pt(-abs(t), n - 3))),
  crossed = mean(cor(d[marker], d[items]))),
  file.path(folder, "method.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")
cat("wrote method.json\n")
