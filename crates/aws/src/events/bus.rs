use std::time::Duration;

use stackwright_cfn::events as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{
    Construct, DeletionPolicy, IntoValue, Pseudo, Scope, Str, Value, With, handle, sub,
};

use super::EventPattern;
use crate::ecs::own_name;
use crate::iam::{EncryptedWith, Grant, GrantExt, Principal, ResourcePolicy, Statement};
use crate::link::Link;
use crate::shared::arn;
use crate::sqs::QueueHandle;
use crate::units::whole_days;

/// A bus of events: who puts some there does not know who takes them.
///
/// AWS's own events are on the bus of the account, [`EventBus::of_account`], and cannot be on another.
/// It is named after stack and path, unless it is named, because AWS wants a name and CloudFormation
/// makes none; a change of either replaces it.
///
/// It adds `Archive`, where that is [said](Self::archive). Other accounts that are
/// [granted](crate::iam::GrantExt::grant) `bus.put()` stand in its own policy.
///
/// ```
/// use stackwright_aws::ecs::Container;
/// use stackwright_aws::events::EventBus;
/// use stackwright_aws::units::DurationExt;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let shop = app.stack("Shop");
/// let orders = shop.add("Orders", EventBus::new().archive(30.days()));
/// let web = Container::new("web", "web:1").link(orders.put()); // the right, and ORDERS_BUS
/// ```
///
/// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus.html>
#[derive(Clone, Debug)]
pub struct EventBus {
    name: Option<Value<Str>>,
    partner: Option<Value<Str>>,
    description: Option<Value<Str>>,
    key: Option<Value<KeyArn>>,
    letters: Option<QueueHandle>,
    archive: Option<Kept>,
}

/// How long an archive keeps events, and which.
#[derive(Clone, Debug)]
struct Kept {
    time: Option<Duration>,
    pattern: Option<EventPattern>,
}

/// The attribute of a bus that is its ARN as a text: what stands in the bus itself must not ask for it.
const OWN_ARN: &str = "OwnArn";

impl EventBus {
    /// A bus that nothing is on.
    #[allow(
        clippy::new_without_default,
        reason = "a bus is made for events, not by default"
    )]
    pub fn new() -> Self {
        EventBus {
            name: None,
            partner: None,
            description: None,
            key: None,
            letters: None,
            archive: None,
        }
    }

    /// The bus of a partner that was offered to this account, as
    /// `aws.partner/example.com/1234/orders`, which is its name as well.
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-saas.html>
    pub fn partner(source: impl IntoValue<Str>) -> Self {
        let source = source.into_value();
        EventBus {
            name: Some(source.clone()),
            partner: Some(source),
            ..EventBus::new()
        }
    }

    /// A bus that exists, by its ARN, of this account or another, in this region or another.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedEventBus {
        ImportedEventBus(Imported::Arn(arn.into_value()))
    }

    /// The bus that every account has, `default`, on which AWS's services put what they tell.
    pub fn of_account() -> ImportedEventBus {
        ImportedEventBus(Imported::OfAccount)
    }

    /// Names it: letters, digits, `/`, `.`, `-` and `_`, but not `default`.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// Keeps what is put there for so many days, to be replayed.
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html>
    pub fn archive(mut self, time: Duration) -> Self {
        self.kept().time = Some(time);
        self
    }

    /// Keeps what is put there for ever, to be replayed.
    pub fn archive_for_ever(mut self) -> Self {
        self.kept().time = None;
        self
    }

    /// The archive keeps only what matches.
    pub fn archive_only(mut self, pattern: EventPattern) -> Self {
        self.kept().pattern = Some(pattern);
        self
    }

    fn kept(&mut self) -> &mut Kept {
        self.archive.get_or_insert(Kept {
            time: None,
            pattern: None,
        })
    }

    /// Encrypts events with a key of one's own. EventBridge is let by the key's policy; of a key that
    /// is named by its ARN alone, that is for who keeps it to say.
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html>
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// Where events go that no rule can be tried for, as when the key of the bus is not to be used. The
    /// queue lets the bus.
    pub fn dead_letters_to(mut self, queue: impl Into<QueueHandle>) -> Self {
        self.letters = Some(queue.into());
        self
    }
}

impl Construct for EventBus {
    type Handle = EventBusHandle;

    fn build(self, scope: Scope<'_>) -> EventBusHandle {
        let name = self.name.unwrap_or_else(|| own_name(scope));
        let own_arn =
            sub!("arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:event-bus/{name}");
        scope.define::<Str>(OWN_ARN, own_arn.clone());
        let key = self.key.clone();
        let letters = self.letters.map(|queue| {
            let config = cfn::event_bus::DeadLetterConfig::new();
            config.arn(queue.arn())
        });
        let bus = cfn::EventBus::new()
            .name(name)
            .with(self.partner, |bus, source| bus.event_source_name(source))
            .with(self.description, |bus, text| bus.description(text))
            .with(key, |bus, key| bus.kms_key_identifier(key))
            .with(letters, |bus, queue| bus.dead_letter_config(queue));
        let resource = scope.add("Resource", bus);
        scope.set_primary(resource);
        scope.set_data(ResourcePolicy::inside("Policy").named_by(OWN_ARN));
        if let Some(queue) = self.letters {
            let events = Principal::service("events.amazonaws.com");
            scope.grant(events, queue.deliver(own_arn));
        }
        if let Some(key) = &self.key
            && EncryptedWith::knows(key)
        {
            let actions = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"];
            let right = Statement::allow(actions).on([key.clone()]).when(
                "StringEquals",
                "aws:SourceAccount",
                Pseudo::AccountId.value(),
            );
            scope.grant(Principal::service("events.amazonaws.com"), right);
        }
        if let Some(kept) = self.archive {
            let archive = cfn::Archive::new()
                .source_arn(resource.arn())
                .with(kept.time, |archive, time| {
                    archive.retention_days(whole_days(time))
                })
                .with(kept.pattern, |archive, pattern| {
                    archive.event_pattern(pattern.into_expr())
                })
                .with(self.key, |archive, key| archive.kms_key_identifier(key));
            let archive = scope.add("Archive", archive);
            let keep = DeletionPolicy::RetainExceptOnCreate;
            scope.of(archive).removal_policy(keep);
        }
        EventBusHandle::new(scope)
    }
}

/// A bus that exists; see [`EventBus::imported`] and [`EventBus::of_account`].
#[derive(Clone, Debug)]
pub struct ImportedEventBus(Imported);

#[derive(Clone, Debug)]
enum Imported {
    Arn(Value<Str>),
    OfAccount,
}

impl Construct for ImportedEventBus {
    type Handle = EventBusHandle;

    fn build(self, scope: Scope<'_>) -> EventBusHandle {
        let (arn, name) = match self.0 {
            Imported::OfAccount => (
                sub!(
                    "arn:{AWS::Partition}:events:{AWS::Region}:{AWS::AccountId}:event-bus/default"
                ),
                "default".into_value(),
            ),
            Imported::Arn(arn) => {
                let name: Value<Str> = arn::behind_slash(&arn);
                (arn, name)
            }
        };
        scope.define("Ref", name.clone());
        scope.define("Name", name);
        scope.define("Arn", arn);
        EventBusHandle::new(scope)
    }
}

handle! {
    /// Names a bus of events.
    pub struct EventBusHandle(cfn::EventBusHandle);
}

impl EventBusHandle {
    /// A link for who puts events on it: the right, and its name as `.._BUS`.
    ///
    /// <https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-permissions-reference.html>
    pub fn put(self) -> Link {
        let put = Statement::allow(["events:PutEvents"]).on([self.arn()]);
        Link::to(self)
            .right(Grant::from(put))
            .env("BUS", self.reference())
    }
}
