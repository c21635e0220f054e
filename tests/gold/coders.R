# Gold values of kappa: Rscript tests/gold/coders.R > tests/gold/coders.json
# Kappa, weighted kappa and the error of kappa are compared with psych 2.2.9. The error of weighted
# kappa differs and is compared with statsmodels 0.15 instead: quadratic weights, table `ordered`,
# .0394 (psych) and .0505 (statsmodels); `cohen1968`, .0699 and .0665. Why is not known here. Drawn
# tables (tests/stats/test_coders.py) spread as statsmodels says.
library(psych)
# Cohen's kappa and weighted kappa by psych, of published tables
published <- list(
  # Cohen (1968), table 1, times 200: kappa .492 as printed
  cohen1968 = matrix(c(88,10,2,14,40,6,18,10,12),3,byrow=TRUE),
  # made up for this file
  two = matrix(c(20,5,10,15),2,byrow=TRUE),
  ordered = matrix(c(11,3,1,0,1,14,7,1,0,2,10,3,0,0,1,10),4,byrow=TRUE))
out <- lapply(published, function(x) {
  n <- nrow(x); d <- abs(outer(1:n,1:n,"-"))
  quad <- 1 - d^2/(n-1)^2; lin <- 1 - d/(n-1)
  a <- cohen.kappa(x, w=quad); b <- cohen.kappa(x, w=lin)
  list(table=x, kappa=a$kappa, se=sqrt(a$var.kappa), quadratic=a$weighted.kappa, quadratic_se=sqrt(a$var.weighted),
       linear=b$weighted.kappa, linear_se=sqrt(b$var.weighted))
})
cat(jsonlite::toJSON(list(values=out, versions=list(R=as.character(getRversion()), psych=as.character(packageVersion("psych")))), auto_unbox=TRUE, digits=12, pretty=TRUE))
