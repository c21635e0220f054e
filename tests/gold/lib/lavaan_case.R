# Fits one case in lavaan and writes everything the tests compare as one JSON file.
# Sourced by lavaan.R and lavaan_more.R.
suppressPackageStartupMessages({
  library(lavaan)
  library(jsonlite)
})

# Folder of the running script, so that it may be started from anywhere.
here <- function() {
  flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
  if (length(flag)) dirname(sub("^--file=", "", flag[1])) else "tests/gold"
}

versions <- function(...) {
  packages <- c("lavaan", ...)
  c(list(R = paste(R.version$major, R.version$minor, sep = ".")),
    setNames(lapply(packages, function(p) as.character(packageVersion(p))), packages))
}

# lavaan stops at a relative tolerance; its estimates lie up to 8e-5 from its optimum. Newton
# steps on lavaan's own gradient and Hessian remove that distance. Equality constraints are
# kept by solving the bordered (Lagrangian) system, whose curvature includes the constraints'
# own second derivatives.
polish <- function(fit, steps = 8, tolerance = 1e-10) {
  at <- function(theta) lav_model_set_parameters(fit@Model, theta)
  # with FIML the casewise weights already sum to each group's share of the sample
  weigh <- !fit@SampleStats@missing.flag
  gradient <- function(theta) {
    lavaan:::lav_model_gradient(at(theta), lavsamplestats = fit@SampleStats,
                                lavdata = fit@Data, type = "free", group.weight = weigh)
  }
  hessian <- function(theta) {
    lavaan:::lav_model_hessian(at(theta), lavsamplestats = fit@SampleStats,
                               lavdata = fit@Data, lavoptions = fit@Options,
                               group.weight = weigh)
  }
  objective <- function(theta) {
    lavaan:::lav_model_objective(at(theta), lavsamplestats = fit@SampleStats,
                                 lavdata = fit@Data)
  }
  theta <- lav_model_get_parameters(fit@Model)
  constraint <- fit@Model@ceq.function
  constrained <- length(body(constraint)) > 1 && length(constraint(theta)) > 0
  # simple equalities (labels, group.equal) live in K, never in ceq.function
  free <- if (fit@Model@eq.constraints) fit@Model@eq.constraints.K else diag(length(theta))
  nonlinear <- constrained && length(fit@Model@ceq.nonlinear.idx) > 0
  start <- objective(theta)
  size <- NA
  lambda <- NULL
  for (step in seq_len(steps)) {
    g <- gradient(theta)
    H <- hessian(theta)
    if (nonlinear) {
      C <- lavaan:::lav_func_jacobian_complex(constraint, theta)
      r <- constraint(theta)
      if (is.null(lambda)) lambda <- -qr.solve(t(C), g)
      for (k in seq_along(lambda)) {
        H <- H + lambda[k] * numDeriv::hessian(function(t) constraint(t)[k], theta)
      }
      zero <- matrix(0, nrow(C), nrow(C))
      move <- solve(rbind(cbind(H, t(C)), cbind(C, zero)), -c(g, r))
      theta <- theta + move[seq_along(theta)]
      lambda <- move[-seq_along(theta)]
    } else {
      theta <- theta - drop(free %*% solve(t(free) %*% H %*% free, t(free) %*% g))
    }
  }
  g <- gradient(theta)
  size <- if (nonlinear) {
    max(abs(g + t(lavaan:::lav_func_jacobian_complex(constraint, theta)) %*% lambda))
  } else {
    max(abs(t(free) %*% g))
  }
  if (!is.finite(size) || size > tolerance) stop("not at a stationary point: ", size)
  if (!nonlinear && objective(theta) > start + 1e-10) stop("the objective got worse")
  list(theta = theta, gradient = size, objective = objective(theta), default = start)
}

estimates_of <- function(fit, polished) {
  # lavaan drops group from := rows and names thresholds with op "|"
  table <- parameterEstimates(fit, standardized = TRUE, remove.nonfree = FALSE)
  table$est_polished <- NA_real_
  if (is.null(polished)) return(table)
  full <- parTable(fit)
  name <- function(t) {
    paste(t$lhs, t$op, t$rhs, if (is.null(t$group)) 1 else t$group)
  }
  free <- full$free[match(name(table), name(full))]
  has <- !is.na(free) & free > 0
  table$est_polished[has] <- polished$theta[free[has]]
  table
}

read_data <- function(folder, name) read.csv(file.path(folder, "data", name))

fit_case <- function(folder, case, ...) {
  input <- if (is.null(case$data)) list() else list(data = read_data(folder, case$data))
  wrapper <- if (is.null(case$fun)) "sem" else case$fun
  suppressWarnings(do.call(wrapper, c(list(model = case$model), input, case$args, case$moments, list(...))))
}

# The same fit evaluated at the polished solution, so that standard errors, tests and everything
# derived are those of the optimum itself. Options the optimiser's name would alter are repeated.
refit_at <- function(folder, case, fit, polished) {
  table <- parTable(fit)
  free <- table$free > 0
  table$est[free] <- polished$theta[table$free[free]]
  case$args$fixed.x <- fit@Options$fixed.x
  fit_case(folder, case, start = table, em.h1.tol = 1e-12, em.h1.iter.max = 5000L,
           optim.method = "none")
}

# at_optimum: write lavaan's numbers at the optimum (TRUE) or as its default leaves them.
write_case <- function(folder, out, name, case, at_optimum = FALSE) {
  fit <- fit_case(folder, case)
  # an active inequality is polished as the equality it turned into
  target <- if (is.null(case$active)) fit else fit_case(folder, modifyList(case, list(model = case$active)))
  polished <- tryCatch(polish(target), error = function(e) {
    cat("   ", name, "not polished:", conditionMessage(e), "\n")
    NULL
  })
  if (at_optimum && !is.null(polished)) {
    before <- fitMeasures(fit)
    fit <- refit_at(folder, case, fit, polished)
    stopifnot(abs(fitMeasures(fit)[c("npar", "df", "chisq")] - before[c("npar", "df", "chisq")]) < 1e-3)
  }
  options <- lavInspect(fit, "options")
  record <- list(
    case = name, lavaan = as.character(packageVersion("lavaan")),
    data = case$data, fun = if (is.null(case$fun)) "sem" else case$fun,
    model = case$model, args = if (is.null(case$args)) list() else case$args,
    estimator = options$estimator, se = options$se, test = options$test,
    missing = options$missing, information = options$information[1],
    meanstructure = options$meanstructure, nobs = lavInspect(fit, "nobs"),
    npar = lavInspect(fit, "npar"), converged = lavInspect(fit, "converged"),
    polished_gradient = if (is.null(polished)) NA else polished$gradient)
  if (!is.null(polished)) {
    record$objective <- list(polished = polished$objective, default = polished$default)
  }
  if (!is.null(case$moments)) {
    record$moments <- list(names = colnames(case$moments$sample.cov),
                           cov = unname(case$moments$sample.cov),
                           mean = unname(case$moments$sample.mean), nobs = case$moments$sample.nobs)
  }
  record$estimates <- estimates_of(fit, polished)
  record$fit <- as.list(fitMeasures(fit))
  for (block in case$more) record <- c(record, block(fit))
  dir.create(out, showWarnings = FALSE, recursive = TRUE)
  write(toJSON(record, digits = I(12), auto_unbox = TRUE, na = "null", pretty = TRUE),
        file.path(out, paste0(name, ".json")))
  cat(sprintf("%-28s n=%s npar=%d chisq=%.3f df=%.0f %s\n", name,
              paste(lavInspect(fit, "nobs"), collapse = "+"), lavInspect(fit, "npar"),
              record$fit$chisq, record$fit$df,
              if (is.null(polished)) "" else sprintf("|g|=%.1e", polished$gradient)))
  invisible(fit)
}
