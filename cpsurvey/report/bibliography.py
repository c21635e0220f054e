"""Works that the program's methods come from; a document lists those it cites."""

from __future__ import annotations

from cpsurvey.report.references import Reference

_ARTICLES = (
    (
        "appelbaum2018",
        "Appelbaum, M.; Cooper, H.; Kline, R. B.; Mayo-Wilson, E.; Nezu, A. M.; Rao, S. M.",
        "2018",
        "Journal article reporting standards for quantitative research in "
        "psychology: The APA Publications and Communications Board task force report",
        "American Psychologist",
        "73(1), 3–25",
        "10.1037/amp0000191",
    ),
    (
        "bauer2005",
        "Bauer, D. J.; Curran, P. J.",
        "2005",
        "Probing interactions in fixed and "
        "multilevel regression: Inferential and graphical techniques",
        "Multivariate Behavioral Research",
        "40(3), 373–400",
        "10.1207/s15327906mbr4003_5",
    ),
    (
        "bell2002",
        "Bell, R. M.; McCaffrey, D. F.",
        "2002",
        "Bias reduction in standard errors for linear regression with multi-stage samples",
        "Survey Methodology",
        "28(2), 169–181",
        "",
    ),
    (
        "cameron2015",
        "Cameron, A. C.; Miller, D. L.",
        "2015",
        "A practitioner's guide to cluster-robust inference",
        "Journal of Human Resources",
        "50(2), 317–372",
        "10.3368/jhr.50.2.317",
    ),
    (
        "chen2007",
        "Chen, F. F.",
        "2007",
        "Sensitivity of goodness of fit indexes to lack of measurement invariance",
        "Structural Equation Modeling",
        "14(3), 464–504",
        "10.1080/10705510701301834",
    ),
    (
        "cheung2002",
        "Cheung, G. W.; Rensvold, R. B.",
        "2002",
        "Evaluating goodness-of-fit indexes for testing measurement invariance",
        "Structural Equation Modeling",
        "9(2), 233–255",
        "10.1207/S15328007SEM0902_5",
    ),
    (
        "cinelli2020",
        "Cinelli, C.; Hazlett, C.",
        "2020",
        "Making sense of sensitivity: Extending omitted variable bias",
        "Journal of the Royal Statistical Society: Series B",
        "82(1), 39–67",
        "10.1111/rssb.12348",
    ),
    (
        "cronbach1951",
        "Cronbach, L. J.",
        "1951",
        "Coefficient alpha and the internal structure of tests",
        "Psychometrika",
        "16(3), 297–334",
        "10.1007/BF02310555",
    ),
    (
        "curran2016",
        "Curran, P. G.",
        "2016",
        "Methods for the detection of carelessly invalid responses in survey data",
        "Journal of Experimental Social Psychology",
        "66, 4–19",
        "10.1016/j.jesp.2015.07.006",
    ),
    (
        "esarey2018",
        "Esarey, J.; Sumner, J. L.",
        "2018",
        "Marginal effects in interaction "
        "models: Determining and controlling the false positive rate",
        "Comparative Political Studies",
        "51(9), 1144–1176",
        "10.1177/0010414017730080",
    ),
    (
        "fornell1981",
        "Fornell, C.; Larcker, D. F.",
        "1981",
        "Evaluating structural equation "
        "models with unobservable variables and measurement error",
        "Journal of Marketing Research",
        "18(1), 39–50",
        "10.1177/002224378101800104",
    ),
    (
        "green2009",
        "Green, S. B.; Yang, Y.",
        "2009",
        "Reliability of summed item scores using "
        "structural equation modeling: An alternative to coefficient alpha",
        "Psychometrika",
        "74(1), 155–167",
        "10.1007/s11336-008-9099-3",
    ),
    (
        "holm1979",
        "Holm, S.",
        "1979",
        "A simple sequentially rejective multiple test procedure",
        "Scandinavian Journal of Statistics",
        "6(2), 65–70",
        "",
    ),
    (
        "igolkina2020",
        "Igolkina, A. A.; Meshcheryakov, G.",
        "2020",
        "semopy: A Python package for structural equation modeling",
        "Structural Equation Modeling",
        "27(6), 952–963",
        "10.1080/10705511.2019.1704289",
    ),
    (
        "imai2010",
        "Imai, K.; Keele, L.; Yamamoto, T.",
        "2010",
        "Identification, inference and sensitivity analysis for causal mediation effects",
        "Statistical Science",
        "25(1), 51–71",
        "10.1214/10-STS321",
    ),
    (
        "klein2000",
        "Klein, A.; Moosbrugger, H.",
        "2000",
        "Maximum likelihood estimation of latent interaction effects with the LMS method",
        "Psychometrika",
        "65(4), 457–474",
        "10.1007/BF02296338",
    ),
    (
        "lebreton2008",
        "LeBreton, J. M.; Senter, J. L.",
        "2008",
        "Answers to 20 questions about interrater reliability and interrater agreement",
        "Organizational Research Methods",
        "11(4), 815–852",
        "10.1177/1094428106296642",
    ),
    (
        "lindell2001",
        "Lindell, M. K.; Whitney, D. J.",
        "2001",
        "Accounting for common method variance in cross-sectional research designs",
        "Journal of Applied Psychology",
        "86(1), 114–121",
        "10.1037/0021-9010.86.1.114",
    ),
    (
        "little1988",
        "Little, R. J. A.",
        "1988",
        "A test of missing completely at random for multivariate data with missing values",
        "Journal of the American Statistical Association",
        "83(404), 1198–1202",
        "10.1080/01621459.1988.10478722",
    ),
    (
        "mackinnon2023",
        "MacKinnon, J. G.; Nielsen, M. Ø.; Webb, M. D.",
        "2023",
        "Fast and reliable jackknife and bootstrap methods for cluster-robust inference",
        "Journal of Applied Econometrics",
        "38(5), 671–694",
        "10.1002/jae.2969",
    ),
    (
        "mcneish2023",
        "McNeish, D.; Wolf, M. G.",
        "2023",
        "Dynamic fit index cutoffs for confirmatory factor analysis models",
        "Psychological Methods",
        "28(1), 61–88",
        "10.1037/met0000425",
    ),
    (
        "preacher2012",
        "Preacher, K. J.; Selig, J. P.",
        "2012",
        "Advantages of Monte Carlo confidence intervals for indirect effects",
        "Communication Methods and Measures",
        "6(2), 77–98",
        "10.1080/19312458.2012.679848",
    ),
    (
        "pustejovsky2018",
        "Pustejovsky, J. E.; Tipton, E.",
        "2018",
        "Small-sample methods for "
        "cluster-robust variance estimation and hypothesis testing in fixed effects models",
        "Journal of Business & Economic Statistics",
        "36(4), 672–683",
        "10.1080/07350015.2016.1247004",
    ),
    (
        "roemer2021",
        "Roemer, E.; Schuberth, F.; Henseler, J.",
        "2021",
        "HTMT2–an improved "
        "criterion for assessing discriminant validity in structural equation modeling",
        "Industrial Management & Data Systems",
        "121(12), 2637–2650",
        "10.1108/IMDS-02-2021-0082",
    ),
    (
        "ronkko2022",
        "Rönkkö, M.; Cho, E.",
        "2022",
        "An updated guideline for assessing discriminant validity",
        "Organizational Research Methods",
        "25(1), 6–14",
        "10.1177/1094428120968614",
    ),
    (
        "rosseel2012",
        "Rosseel, Y.",
        "2012",
        "lavaan: An R package for structural equation modeling",
        "Journal of Statistical Software",
        "48(2), 1–36",
        "10.18637/jss.v048.i02",
    ),
    (
        "satorra2001",
        "Satorra, A.; Bentler, P. M.",
        "2001",
        "A scaled difference chi-square test statistic for moment structure analysis",
        "Psychometrika",
        "66(4), 507–514",
        "10.1007/BF02296192",
    ),
    (
        "savalei2023",
        "Savalei, V.; Brace, J. C.; Fouladi, R. T.",
        "2023",
        "We need to change "
        "how we compute RMSEA for nested model comparisons in structural equation modeling",
        "Psychological Methods",
        "",
        "10.1037/met0000537",
    ),
    (
        "simonsohn2020",
        "Simonsohn, U.; Simmons, J. P.; Nelson, L. D.",
        "2020",
        "Specification curve analysis",
        "Nature Human Behaviour",
        "4(11), 1208–1214",
        "10.1038/s41562-020-0912-z",
    ),
    (
        "vanbuuren2011",
        "van Buuren, S.; Groothuis-Oudshoorn, K.",
        "2011",
        "mice: Multivariate imputation by chained equations in R",
        "Journal of Statistical Software",
        "45(3), 1–67",
        "10.18637/jss.v045.i03",
    ),
    (
        "williams2010",
        "Williams, L. J.; Hartman, N.; Cavazotte, F.",
        "2010",
        "Method variance and marker variables: A review and comprehensive CFA marker technique",
        "Organizational Research Methods",
        "13(3), 477–514",
        "10.1177/1094428110366036",
    ),
    (
        "willroth2024",
        "Willroth, E. C.; Atherton, O. E.",
        "2024",
        "Best laid plans: A guide to reporting preregistration deviations",
        "Advances in Methods and Practices in Psychological Science",
        "7(1)",
        "10.1177/25152459231213802",
    ),
    (
        "yuan2000",
        "Yuan, K.-H.; Bentler, P. M.",
        "2000",
        "Three likelihood-based methods for "
        "mean and covariance structure analysis with nonnormal missing data",
        "Sociological Methodology",
        "30(1), 165–200",
        "10.1111/0081-1750.00078",
    ),
    (
        "zhang2023",
        "Zhang, X.; Savalei, V.",
        "2023",
        "New computations for RMSEA and CFI following FIML and TS estimation with missing data",
        "Psychological Methods",
        "28(2), 263–283",
        "10.1037/met0000445",
    ),
)
_BOOKS = (
    (
        "carroll2006",
        "Carroll, R. J.; Ruppert, D.; Stefanski, L. A.; Crainiceanu, C. M.",
        "2006",
        "Measurement error in nonlinear models: A modern perspective (2nd ed.)",
        "Chapman & Hall/CRC",
        "10.1201/9781420010138",
    ),
    (
        "mcdonald1999",
        "McDonald, R. P.",
        "1999",
        "Test theory: A unified treatment",
        "Lawrence Erlbaum",
        "",
    ),
    (
        "rubin1987",
        "Rubin, D. B.",
        "1987",
        "Multiple imputation for nonresponse in surveys",
        "Wiley",
        "10.1002/9780470316696",
    ),
)


def _people(text: str) -> tuple[str, ...]:
    return tuple(text.split("; "))


KNOWN: dict[str, Reference] = {
    **{
        key: Reference(
            key=key,
            authors=_people(who),
            year=year,
            title=title,
            within=within,
            place=place,
            doi=doi,
        )
        for key, who, year, title, within, place, doi in _ARTICLES
    },
    **{
        key: Reference(
            key=key,
            sort="book",
            authors=_people(who),
            year=year,
            title=title,
            within=within,
            doi=doi,
        )
        for key, who, year, title, within, doi in _BOOKS
    },
}
"""Key -> work."""


def program(version: str) -> Reference:
    """The program itself, in the version that was run."""
    return Reference(
        key="cpsurvey",
        sort="software",
        authors=("The cpsurvey authors",),
        year="",
        title=f"cpsurvey (Version {version}) [Computer software]",
    )
