# Indirect effects with an omitted cause of mediator and outcome, and turned round, by lavaan.
# Run from tests/gold: Rscript omitted.R
suppressMessages(library(lavaan))
library(jsonlite)

data <- read.csv("data/synthetic_scores.csv")
one <- "TKS ~ a*COP\nAD ~ b*TKS + c*COP\nind := a*b\nTKS ~~ %s*AD"

at <- function(value) {
  fit <- sem(sprintf(one, value), data, fixed.x = FALSE)
  found <- parameterEstimates(fit)
  psi <- lavInspect(fit, "est")$psi
  list(
    rho = psi["TKS", "AD"] / sqrt(psi["TKS", "TKS"] * psi["AD", "AD"]),
    ind = found$est[found$label == "ind"]
  )
}

forward <- sem("TKS ~ a*COP\nAD ~ b*TKS + c*COP\nind := a*b", data, fixed.x = FALSE)
back <- sem("TKS ~ a*AD\nCOP ~ b*TKS + c*AD\nind := a*b", data, fixed.x = FALSE)
told <- function(fit) {
  std <- standardizedSolution(fit)
  c(as.list(fitMeasures(fit, c("logl", "bic"))), list(std = std$est.std[std$label == "ind"]))
}
written <- list(
  versions = list(R = R.version.string, lavaan = as.character(packageVersion("lavaan"))),
  fixed = lapply(seq(-0.3, 0.5, by = 0.1), at),
  forward = told(forward),
  reversed = told(back),
  cov = cov(data[, c("COP", "TKS", "AD")]) * (nrow(data) - 1) / nrow(data)
)
write_json(written, "omitted.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
