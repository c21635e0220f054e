# Shares of teams, slopes and importance over given completed data sets (those of effects.json),
# pooled by mice::pool.scalar. Writes pooled.json beside it. Run: Rscript tests/gold/pooled.R
suppressPackageStartupMessages({ library(mice); library(clubSandwich); library(jsonlite) })
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
sets <- fromJSON(file.path(folder, "effects.json"))$pooled$sets
pooled <- function(q, se, df) {
  r <- pool.scalar(q, se^2, n = mean(df) + 1, k = 1)
  list(est = r$qbar, se = sqrt(r$t), df = r$df, fmi = r$fmi)
}

# ---- shares of teams (Henderson's method 3), net of tenure, errors by leaving out one team -----
share <- function(d, y, net) {
  D <- if (net) cbind(1, d$tenure) else matrix(1, nrow(d))
  Z <- model.matrix(~ 0 + factor(d$team_id))
  M <- diag(nrow(d)) - D %*% solve(crossprod(D)) %*% t(D)
  both <- qr(cbind(D, Z))
  inner <- sum(qr.resid(both, d[[y]])^2); outer <- sum(qr.resid(qr(D), d[[y]])^2)
  s2 <- inner / (nrow(d) - both$rank)
  t2 <- (outer - inner - (both$rank - ncol(D)) * s2) / sum(diag(t(Z) %*% M %*% Z))
  t2 / (t2 + s2)
}
of_shares <- function(net) {
  less <- function(d) share(d, "AD", net) - share(d, "TKS", net)
  know <- function(f) {
    each <- sapply(sets, function(d) {
      teams <- unique(d$team_id); J <- length(teams)
      left <- sapply(teams, function(j) f(d[d$team_id != j, ]))
      c(f(d), sqrt((J - 1) / J * sum((left - mean(left))^2)), J - 1)
    })
    pooled(each[1, ], each[2, ], each[3, ])
  }
  list(AD = know(function(d) share(d, "AD", net)), above = know(less))
}

# ---- slopes with CR2 errors ----------------------------------------------------------------------
slope <- function(fit, d, combination) {
  V <- vcovCR(fit, cluster = d$team_id, type = "CR2")
  t <- linear_contrast(fit, vcov = V, contrasts = matrix(combination, 1), test = "Satterthwaite")
  c(t$Est, t$SE, t$df)
}
both <- function(f) { each <- sapply(sets, f); pooled(each[1, ], each[2, ], each[3, ]) }
standing <- function(combination) both(function(d) {
  for (v in c("AD", "COP", "TKS")) d[[v]] <- as.numeric(scale(d[[v]]))
  slope(lm(AD ~ COP + TKS + tenure, d), d, combination)
})
contextual <- both(function(d) {
  d$mean <- ave(d$COP, d$team_id)
  slope(lm(AD ~ COP + mean + tenure, d), d, c(0, 0, 1, 0))
})
total <- function(formula, combination) both(function(d) slope(lm(formula, d), d, combination))
out <- list(R = R.version.string, mice = as.character(packageVersion("mice")),
  clubSandwich = as.character(packageVersion("clubSandwich")),
  shares = of_shares(FALSE), net = of_shares(TRUE),
  standing = list(involvement_held = standing(c(0, 1, 0, 0)), marker_held = standing(c(0, 0, 1, 0)), more = standing(c(0, 1, -1, 0))),
  contextual = contextual,
  importance = list(COP = total(AD ~ tenure + COP, c(0, 0, 1)), TKS = total(AD ~ tenure + COP + TKS, c(0, 0, 0, 1))),
  level = both(function(d) slope(lm(AD ~ 1, d), d, 1)))
write_json(out, file.path(folder, "pooled.json"), digits = I(12), auto_unbox = TRUE, pretty = TRUE)
