# Data sets and models the lavaan cases share; textbook models of lavaan's own manual.
hs <- "holzinger_swineford.csv"
hsm <- "holzinger_swineford_missing.csv"
hso <- "holzinger_swineford_ordinal.csv"
pd <- "political_democracy.csv"
bfi <- "bfi.csv"
twolevel <- "demo_twolevel.csv"
twolevel_missing <- "demo_twolevel_missing.csv"
twolevel_groups <- "demo_twolevel_groups.csv"
growth <- "demo_growth.csv"
bh <- "bh1996.csv"
items <- paste0("x", 1:9)

HS <- 'visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9'
PD <- 'ind60 =~ x1 + x2 + x3
dem60 =~ y1 + y2 + y3 + y4
dem65 =~ y5 + y6 + y7 + y8
dem60 ~ ind60
dem65 ~ ind60 + dem60
y1 ~~ y5
y2 ~~ y4 + y6
y3 ~~ y7
y4 ~~ y8
y6 ~~ y8'
PD_MEDIATION <- 'ind60 =~ x1 + x2 + x3
dem60 =~ y1 + a*y2 + b*y3 + c*y4
dem65 =~ y5 + a*y6 + b*y7 + c*y8
dem60 ~ p*ind60
dem65 ~ q*ind60 + r*dem60
indirect := p*r
total := q + p*r'
TWOLEVEL <- 'f =~ y1 + y2 + y3
g =~ y4 + y5 + y6
f ~ x1 + x2 + x3 + w1
g ~ f + x1'
GROWTH <- 'i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4
s =~ 0*t1 + 1*t2 + 2*t3 + 3*t4
i ~ x1 + x2
s ~ x1 + x2
t1 ~ c1
t2 ~ c2
t3 ~ c3
t4 ~ c4'
BFI <- 'agree =~ A1 + A2 + A3 + A4 + A5
extra =~ E1 + E2 + E3 + E4 + E5'
PATH <- 'LEAD ~ a*HRS + COHES
WBEING ~ b*LEAD + c*HRS + COHES
indirect := a*b
total := c + a*b'
