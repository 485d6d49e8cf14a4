use crate::{filled, mapped};
use std::time::Duration;

use stackwright_cfn::s3 as cfn;
use stackwright_core::{IntoValue, Str, Text, Value, With};

use crate::units::whole_days;

/// Where objects are kept that are seldom asked for.
pub use cfn::bucket::TransitionStorageClass as StorageClass;

/// What becomes of objects of a [bucket](super::Bucket): a rule with a name that is its own.
///
/// ```
/// use stackwright_aws::s3::{ObjectRule, StorageClass};
/// use stackwright_aws::units::DurationExt;
///
/// let reports = ObjectRule::new("Reports")
///     .prefix("reports/")
///     .move_to(StorageClass::StandardIa, 30.days())
///     .expire(365.days())
///     .expire_earlier_versions(90.days());
/// ```
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html>
#[derive(Clone, Debug)]
pub struct ObjectRule {
    id: Text,
    prefix: Option<Value<Str>>,
    tags: Vec<(Value<Str>, Value<Str>)>,
    larger_than: Option<u64>,
    smaller_than: Option<u64>,
    moves: Vec<(StorageClass, Duration)>,
    expire: Option<Duration>,
    earlier: Option<Duration>,
    earlier_kept: Option<u32>,
    is_off: bool,
}

impl ObjectRule {
    /// A rule for all objects that does nothing yet.
    pub fn new(id: impl Into<Text>) -> Self {
        ObjectRule {
            id: id.into(),
            prefix: None,
            tags: Vec::new(),
            larger_than: None,
            smaller_than: None,
            moves: Vec::new(),
            expire: None,
            earlier: None,
            earlier_kept: None,
            is_off: false,
        }
    }

    /// For objects whose keys begin so.
    pub fn prefix(mut self, prefix: impl IntoValue<Str>) -> Self {
        self.prefix = Some(prefix.into_value());
        self
    }

    /// For objects with a tag; said again, with all of them.
    pub fn tagged(mut self, key: impl IntoValue<Str>, value: impl IntoValue<Str>) -> Self {
        self.tags.push((key.into_value(), value.into_value()));
        self
    }

    /// For objects of more bytes.
    pub fn larger_than(mut self, bytes: u64) -> Self {
        self.larger_than = Some(bytes);
        self
    }

    /// For objects of less bytes.
    pub fn smaller_than(mut self, bytes: u64) -> Self {
        self.smaller_than = Some(bytes);
        self
    }

    /// Moves them when they are so old, in days.
    pub fn move_to(mut self, class: StorageClass, age: Duration) -> Self {
        self.moves.push((class, age));
        self
    }

    /// Deletes them when they are so old, in days; with versions, makes them earlier ones.
    pub fn expire(mut self, age: Duration) -> Self {
        self.expire = Some(age);
        self
    }

    /// Deletes what they were before, so long after it was replaced, in days.
    pub fn expire_earlier_versions(mut self, age: Duration) -> Self {
        self.earlier = Some(age);
        self
    }

    /// Keeps so many of the versions that are to be deleted.
    pub fn keep_earlier_versions(mut self, count: u32) -> Self {
        self.earlier_kept = Some(count);
        self
    }

    /// Leaves it off.
    pub fn off(mut self) -> Self {
        self.is_off = true;
        self
    }

    pub(super) fn into_property(self) -> Value<cfn::bucket::Rule> {
        let moves = filled(mapped(self.moves, |(class, age)| {
            let step = cfn::bucket::Transition::new().storage_class(class);
            step.transition_in_days(whole_days(age))
        }));
        let earlier = self.earlier.map(|age| {
            cfn::bucket::NoncurrentVersionExpiration::new()
                .noncurrent_days(whole_days(age))
                .with(self.earlier_kept, |own, count| {
                    own.newer_noncurrent_versions(count)
                })
        });
        let tags = filled(mapped(self.tags, |(key, value)| {
            cfn::bucket::TagFilter::new().key(key).value(value)
        }));
        cfn::bucket::Rule::new()
            .id(self.id)
            .status(match self.is_off {
                true => cfn::bucket::RuleStatus::Disabled,
                false => cfn::bucket::RuleStatus::Enabled,
            })
            .with(self.prefix, |rule, prefix| rule.prefix(prefix))
            .with(tags, |rule, tags| rule.tag_filters(tags))
            .with(self.larger_than, |rule, bytes| {
                rule.object_size_greater_than(bytes.to_string())
            })
            .with(self.smaller_than, |rule, bytes| {
                rule.object_size_less_than(bytes.to_string())
            })
            .with(moves, |rule, moves| rule.transitions(moves))
            .with(self.expire, |rule, age| {
                rule.expiration_in_days(whole_days(age))
            })
            .with(earlier, |rule, earlier| {
                rule.noncurrent_version_expiration(earlier)
            })
            .into_value()
    }
}
