use stackwright_cfn::dynamodb as cfn;
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, DeletionPolicy, Expr, IntoValue, Json, Scope, Str, Value, With, non_empty,
};

use super::index::capacity;
use super::key::schema;
use super::{ImportedTable, Index, LocalIndex, TableHandle, TableKey};
use crate::iam::EncryptedWith;

/// What a stream says of an item that has changed.
pub use cfn::table::StreamViewType as StreamView;

/// A table of items, which are found by a key.
///
/// Unless said otherwise: it is paid by what is read and written; each second of the last 35 days can
/// be brought back, which AWS leaves off; items are encrypted with a key of DynamoDB; and it stays when
/// it leaves the stack.
///
/// It is a table of one region (`AWS::DynamoDB::Table`). What AWS CDK calls `TableV2` makes a global
/// one, also of one region: tags of stacks then reach no table, its capacity cannot be fixed, and a
/// table that is there cannot become one without being imported.
///
/// ```
/// use stackwright_aws::dynamodb::{Index, Table, TableKey};
/// use stackwright_aws::ecs::Container;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let data = app.stack("Data");
/// let orders = Table::new(TableKey::string("customer"))
///     .sort(TableKey::string("order"))
///     .index(Index::new("ByState", TableKey::string("state")))
///     .expires_by("until");
/// let orders = data.add("Orders", orders);
/// let shop = Container::new("shop", "shop:1").link(orders.read_write()); // and ORDERS_TABLE
/// ```
///
/// Other keys, other local indexes and a [name](Self::name) replace it. Not deleted by accident is what
/// is [protected](Self::protected); not so by default, because a stack that fails to be made could not
/// be taken back.
///
/// # Findings
///
/// - `DDB101`: one attribute has two types.
///
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html>
#[derive(Clone, Debug)]
pub struct Table {
    name: Option<Value<Str>>,
    partition: TableKey,
    sort: Option<TableKey>,
    indexes: Vec<Index>,
    local: Vec<LocalIndex>,
    capacity: Option<(u32, u32)>,
    at_most: Option<(u32, u32)>,
    recovery: bool,
    recovery_days: Option<u32>,
    is_protected: bool,
    stream: Option<StreamView>,
    ttl: Option<Value<Str>>,
    key: Option<Value<KeyArn>>,
    is_infrequent: bool,
    insights: bool,
    removal_policy: DeletionPolicy,
}

impl Table {
    /// A table whose items are found by this.
    pub fn new(partition: TableKey) -> Self {
        Table {
            name: None,
            partition,
            sort: None,
            indexes: Vec::new(),
            local: Vec::new(),
            capacity: None,
            at_most: None,
            recovery: true,
            recovery_days: None,
            is_protected: false,
            stream: None,
            ttl: None,
            key: None,
            is_infrequent: false,
            insights: false,
            removal_policy: DeletionPolicy::RetainExceptOnCreate,
        }
    }

    /// A table that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedTable {
        ImportedTable::new(arn.into_value())
    }

    /// Names it: 3 to 255 letters, digits, `_`, `.` and `-`. A named table cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Sorts items of one key, each of which is told by both.
    pub fn sort(mut self, key: TableKey) -> Self {
        self.sort = Some(key);
        self
    }

    /// Finds items by another key, too.
    pub fn index(mut self, index: Index) -> Self {
        self.indexes.push(index);
        self
    }

    /// Sorts items of one key in another way, too.
    pub fn local_index(mut self, index: LocalIndex) -> Self {
        self.local.push(index);
        self
    }

    /// Pays for reads and writes a second that it can take, whether they come or not.
    ///
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html>
    pub fn provisioned(mut self, reads: u32, writes: u32) -> Self {
        self.capacity = Some((reads, writes));
        self
    }

    /// Takes no more than these reads and writes a second, so that a mistake costs no fortune.
    pub fn at_most(mut self, reads: u32, writes: u32) -> Self {
        self.at_most = Some((reads, writes));
        self
    }

    /// For how many of the last days each second can be brought back: 1 to 35.
    pub fn recovery_days(mut self, days: u32) -> Self {
        (self.recovery, self.recovery_days) = (true, Some(days));
        self
    }

    /// Keeps nothing of what items were before.
    pub fn without_recovery(mut self) -> Self {
        (self.recovery, self.recovery_days) = (false, None);
        self
    }

    /// Lets nobody delete it until this is taken out, and is deployed.
    pub fn protected(mut self) -> Self {
        self.is_protected = true;
        self
    }

    /// Streams what changes, for a day.
    ///
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html>
    pub fn stream(mut self, view: StreamView) -> Self {
        self.stream = Some(view);
        self
    }

    /// Deletes items some time after the moment that this attribute says, in seconds since 1970.
    ///
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html>
    pub fn expires_by(mut self, attribute: impl IntoValue<Str>) -> Self {
        self.ttl = Some(attribute.into_value());
        self
    }

    /// Encrypts items with a key of one's own. Who may read or write may then use the key, through
    /// DynamoDB.
    ///
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html>
    pub fn encrypted_with(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// Costs less for what is kept and more for what is asked for.
    pub fn infrequent_access(mut self) -> Self {
        self.is_infrequent = true;
        self
    }

    /// Shows which keys are asked for most.
    pub fn contributor_insights(mut self) -> Self {
        self.insights = true;
        self
    }

    /// What becomes of it when it leaves the stack; it stays, if this is not said.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = policy;
        self
    }

    /// Keeps it when it leaves the stack, even where the stack could not be made.
    pub fn retain(self) -> Self {
        self.removal_policy(DeletionPolicy::Retain)
    }

    /// Deletes it when it leaves the stack: for tests.
    pub fn disposable(self) -> Self {
        self.removal_policy(DeletionPolicy::Delete)
    }

    /// All attributes that keys name, each once.
    fn attributes(&self, scope: Scope<'_>) -> Vec<TableKey> {
        let mut all: Vec<TableKey> = Vec::new();
        let of_table = std::iter::once(&self.partition).chain(&self.sort);
        let of_indexes = self
            .indexes
            .iter()
            .flat_map(|index| std::iter::once(&index.partition).chain(&index.sort));
        let of_local = self.local.iter().map(|index| &index.sort);
        for key in of_table.chain(of_indexes).chain(of_local) {
            match all.iter().find(|known| known.name == key.name) {
                Some(known) if known.kind != key.kind => {
                    let message = format!("the attribute `{}` has two types", key.name);
                    scope.report(codes::DDB101.finding(message));
                }
                Some(_) => {}
                None => all.push(key.clone()),
            }
        }
        all
    }
}

impl Construct for Table {
    type Handle = TableHandle;

    fn build(self, scope: Scope<'_>) -> TableHandle {
        let attributes = self.attributes(scope).into_iter();
        let attributes: Vec<_> = attributes.map(TableKey::into_definition).collect();
        let keys = schema(&self.partition, self.sort.as_ref()).into_iter();
        let keys = Expr::List(keys.map(Value::into_expr).collect());
        let indexes = self.indexes.into_iter();
        let indexes = non_empty(indexes.map(|index| index.into_property(self.capacity)));
        let local = self.local.into_iter();
        let local = non_empty(local.map(|index| index.into_property(&self.partition)));
        let recovery = cfn::table::PointInTimeRecoverySpecification::new()
            .point_in_time_recovery_enabled(self.recovery)
            .with(self.recovery_days, |own, days| {
                own.recovery_period_in_days(days)
            });
        let at_most = self.at_most.map(|(reads, writes)| {
            cfn::table::OnDemandThroughput::new()
                .max_read_request_units(reads)
                .max_write_request_units(writes)
        });
        let stream = self
            .stream
            .map(|view| cfn::table::StreamSpecification::new().stream_view_type(view));
        let ttl = self.ttl.map(|attribute| {
            let ttl = cfn::table::TimeToLiveSpecification::new().enabled(true);
            ttl.attribute_name(attribute)
        });
        let encryption = self.key.clone().map(|key| {
            cfn::table::SseSpecification::new()
                .sse_enabled(true)
                .sse_type(cfn::table::SseType::Kms)
                .kms_master_key_id(key)
        });
        let insights = self
            .insights
            .then(|| cfn::table::ContributorInsightsSpecification::new().enabled(true));
        let table = cfn::Table::new()
            .key_schema(Value::<Json>::from_expr(keys))
            .attribute_definitions(attributes)
            .with(self.name, |table, name| table.table_name(name))
            .billing_mode(match self.capacity {
                Some(_) => cfn::table::BillingMode::Provisioned,
                None => cfn::table::BillingMode::PayPerRequest,
            })
            .with(self.capacity.map(capacity), |table, capacity| {
                table.provisioned_throughput(capacity)
            })
            .with(at_most, |table, most| table.on_demand_throughput(most))
            .with(indexes, |table, all| table.global_secondary_indexes(all))
            .with(local, |table, all| table.local_secondary_indexes(all))
            .point_in_time_recovery_specification(recovery)
            .with(self.is_protected.then_some(true), |table, yes| {
                table.deletion_protection_enabled(yes)
            })
            .with(stream, |table, stream| table.stream_specification(stream))
            .with(ttl, |table, ttl| table.time_to_live_specification(ttl))
            .with(encryption, |table, sse| table.sse_specification(sse))
            .with(
                self.is_infrequent
                    .then_some(cfn::table::TableClass::StandardInfrequentAccess),
                |table, class| table.table_class(class),
            )
            .with(insights, |table, insights| {
                table.contributor_insights_specification(insights)
            });
        let resource = scope.add("Resource", table);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        EncryptedWith::keep(scope, self.key, "dynamodb");
        TableHandle::new(scope)
    }
}
