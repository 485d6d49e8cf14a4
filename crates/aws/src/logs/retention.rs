/// How long log events are kept. CloudWatch Logs takes these periods and no others.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Retention {
    /// 1 day
    OneDay,
    /// 3 days
    ThreeDays,
    /// 5 days
    FiveDays,
    /// 7 days
    OneWeek,
    /// 14 days
    TwoWeeks,
    /// 30 days
    OneMonth,
    /// 60 days
    TwoMonths,
    /// 90 days
    ThreeMonths,
    /// 120 days
    FourMonths,
    /// 150 days
    FiveMonths,
    /// 180 days
    SixMonths,
    /// 365 days
    OneYear,
    /// 400 days
    ThirteenMonths,
    /// 545 days
    EighteenMonths,
    /// 731 days
    TwoYears,
    /// 1,096 days
    ThreeYears,
    /// 1,827 days
    FiveYears,
    /// 2,192 days
    SixYears,
    /// 2,557 days
    SevenYears,
    /// 2,922 days
    EightYears,
    /// 3,288 days
    NineYears,
    /// 3,653 days
    TenYears,
}

impl Retention {
    /// Every one, from the shortest up.
    pub const ALL: &'static [Retention] = &[
        Retention::OneDay,
        Retention::ThreeDays,
        Retention::FiveDays,
        Retention::OneWeek,
        Retention::TwoWeeks,
        Retention::OneMonth,
        Retention::TwoMonths,
        Retention::ThreeMonths,
        Retention::FourMonths,
        Retention::FiveMonths,
        Retention::SixMonths,
        Retention::OneYear,
        Retention::ThirteenMonths,
        Retention::EighteenMonths,
        Retention::TwoYears,
        Retention::ThreeYears,
        Retention::FiveYears,
        Retention::SixYears,
        Retention::SevenYears,
        Retention::EightYears,
        Retention::NineYears,
        Retention::TenYears,
    ];

    /// The period in days.
    pub const fn days(self) -> i32 {
        match self {
            Retention::OneDay => 1,
            Retention::ThreeDays => 3,
            Retention::FiveDays => 5,
            Retention::OneWeek => 7,
            Retention::TwoWeeks => 14,
            Retention::OneMonth => 30,
            Retention::TwoMonths => 60,
            Retention::ThreeMonths => 90,
            Retention::FourMonths => 120,
            Retention::FiveMonths => 150,
            Retention::SixMonths => 180,
            Retention::OneYear => 365,
            Retention::ThirteenMonths => 400,
            Retention::EighteenMonths => 545,
            Retention::TwoYears => 731,
            Retention::ThreeYears => 1096,
            Retention::FiveYears => 1827,
            Retention::SixYears => 2192,
            Retention::SevenYears => 2557,
            Retention::EightYears => 2922,
            Retention::NineYears => 3288,
            Retention::TenYears => 3653,
        }
    }
}
