//! Answers that are yes, no, or not known.

/// An answer. What only the deployment itself will decide is not known, and nothing may be claimed
/// of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It is so, whatever is decided at deployment.
    Yes,
    /// It is not so, whatever is decided at deployment.
    No,
    /// It may be so or not.
    Unknown,
}

impl Answer {
    /// Whether it is certainly so.
    pub fn is_yes(self) -> bool {
        self == Answer::Yes
    }

    /// Whether it is certainly not so.
    pub fn is_no(self) -> bool {
        self == Answer::No
    }

    /// Whether both are so.
    pub fn and(self, other: Answer) -> Answer {
        match (self, other) {
            (Answer::No, _) | (_, Answer::No) => Answer::No,
            (Answer::Yes, Answer::Yes) => Answer::Yes,
            _ => Answer::Unknown,
        }
    }

    /// Whether one of several is so.
    pub fn any(answers: impl IntoIterator<Item = Answer>) -> Answer {
        let mut all = Answer::No;
        for answer in answers {
            match answer {
                Answer::Yes => return Answer::Yes,
                Answer::Unknown => all = Answer::Unknown,
                Answer::No => {}
            }
        }
        all
    }

    /// Whether all of several are so.
    pub fn all(answers: impl IntoIterator<Item = Answer>) -> Answer {
        !Answer::any(answers.into_iter().map(|answer| !answer))
    }
}

impl std::ops::Not for Answer {
    type Output = Answer;

    fn not(self) -> Answer {
        match self {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::Unknown => Answer::Unknown,
        }
    }
}

impl From<bool> for Answer {
    fn from(answer: bool) -> Answer {
        match answer {
            true => Answer::Yes,
            false => Answer::No,
        }
    }
}

/// `None` is what is not known.
impl From<Option<bool>> for Answer {
    fn from(answer: Option<bool>) -> Answer {
        answer.map_or(Answer::Unknown, Answer::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Answer::{self, No, Unknown, Yes};

    #[test]
    fn what_is_not_known_decides_only_where_nothing_else_does() {
        assert_eq!(Yes.and(Unknown), Unknown);
        assert_eq!(No.and(Unknown), No);
        assert_eq!(Answer::any([No, Unknown, Yes]), Yes);
        assert_eq!(Answer::any([No, Unknown]), Unknown);
        assert_eq!(Answer::any([]), No);
        assert_eq!(Answer::all([Yes, Unknown, No]), No);
        assert_eq!(Answer::all([Yes, Unknown]), Unknown);
        assert_eq!(Answer::all([]), Yes);
        assert_eq!(!Unknown, Unknown);
    }
}
