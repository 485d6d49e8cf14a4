/// A share of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Percent {
    /// The number before the percent sign.
    pub fn value(self) -> f64 {
        self.0
    }

    /// The nearest whole number of percent, where CloudFormation takes no fraction.
    pub fn rounded(self) -> i64 {
        self.0.round() as i64
    }
}

/// `70.percent()`
///
/// ```
/// use stackwright_aws::units::PercentExt;
///
/// assert_eq!(70.percent().value(), 70.0);
/// ```
pub trait PercentExt {
    /// This many of a hundred.
    fn percent(self) -> Percent;
}

impl PercentExt for i32 {
    fn percent(self) -> Percent {
        Percent(self.into())
    }
}

impl PercentExt for f64 {
    fn percent(self) -> Percent {
        Percent(self)
    }
}
