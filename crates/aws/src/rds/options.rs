use stackwright_cfn::rds as cfn;
use stackwright_core::{DeletionPolicy, IntoValue, Scope, Str, Text, Value, With, non_empty};

use super::engine::Engine;
use super::{DatabaseInstance, MySqlEngine};

/// What MySQL can do beside what is built in; see [`MySql::option`](DatabaseInstance::option).
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Options.html>
#[derive(Clone, Debug)]
pub struct MySqlOption {
    name: Text,
    version: Option<Value<Str>>,
    settings: Vec<(Text, Value<Str>)>,
}

impl MySqlOption {
    /// An option, as RDS calls it.
    pub fn new(name: impl Into<Text>) -> Self {
        MySqlOption {
            name: name.into(),
            version: None,
            settings: Vec::new(),
        }
    }

    /// Writes down who did what, in the log [`MySqlLog::Audit`](super::MySqlLog::Audit): who connects, and all that is asked,
    /// unless [a setting](Self::setting) says less, as `("SERVER_AUDIT_EVENTS", "CONNECT,QUERY_DCL")`.
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Options.AuditPlugin.html>
    pub fn audit() -> Self {
        MySqlOption::new("MARIADB_AUDIT_PLUGIN")
    }

    /// A setting of it.
    pub fn setting(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.settings.push((name.into(), value.into_value()));
        self
    }

    /// The version of it.
    pub fn version(mut self, version: impl IntoValue<Str>) -> Self {
        self.version = Some(version.into_value());
        self
    }

    fn written(self) -> cfn::option_group::OptionConfiguration {
        use cfn::option_group as part;

        let settings = self.settings.into_iter();
        let settings =
            settings.map(|(name, value)| part::OptionSetting::new().name(name).value(value));
        part::OptionConfiguration::new()
            .option_name(self.name)
            .with(self.version, |it, version| it.option_version(version))
            .with(non_empty(settings), |it, all| it.option_settings(all))
    }
}

/// The options of a database.
#[derive(Clone, Debug)]
pub(super) enum Options {
    /// Those of a group of its own, if it has any.
    Own(Vec<MySqlOption>),
    /// Those of a group that exists.
    Of(Value<Str>),
}

impl Options {
    /// The group of these options, if there is one.
    ///
    /// RDS deletes no group that a snapshot is of, so one stays where a snapshot does.
    ///
    /// <https://github.com/hashicorp/terraform-provider-aws/issues/4597>
    pub fn group(self, engine: &Engine, keeps: bool, scope: Scope<'_>) -> Option<Value<Str>> {
        let options = match self {
            Options::Of(group) => return Some(group),
            Options::Own(options) => non_empty(options.into_iter().map(MySqlOption::written))?,
        };
        let group = cfn::OptionGroup::new()
            .engine_name(engine.name)
            .major_engine_version(engine.major())
            .option_group_description(scope.identity_text(str::to_owned))
            .option_configurations(options);
        let group = scope.add("OptionGroup", group);
        if keeps {
            scope.of(group).removal_policy(DeletionPolicy::Retain);
        }
        Some(group.reference().assume())
    }
}

impl DatabaseInstance<MySqlEngine> {
    /// Adds something that it can do: in a group of its own, named `OptionGroup`, which is kept when the
    /// database leaves a snapshot behind, because RDS does not delete it before that.
    ///
    /// ```
    /// use stackwright_aws::ec2::Vpc;
    /// use stackwright_aws::rds::{MySql, MySqlLog, MySqlOption, MySqlVersion};
    /// # let app = stackwright_core::App::new();
    /// # let data = app.stack("Data");
    /// let vpc = data.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
    /// let db = MySql::new(vpc, MySqlVersion::V8_0)
    ///     .option(MySqlOption::audit().setting("SERVER_AUDIT_EVENTS", "CONNECT,QUERY_DCL"))
    ///     .export_logs([MySqlLog::Audit]);
    /// let db = data.add("Db", db);
    /// ```
    ///
    /// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithOptionGroups.html>
    pub fn option(mut self, option: MySqlOption) -> Self {
        match &mut self.spec.options {
            Options::Own(options) => options.push(option),
            Options::Of(_) => self.spec.options = Options::Own(vec![option]),
        }
        self
    }

    /// Takes the options of a group that exists, in place of those of its own.
    pub fn option_group(mut self, group: impl IntoValue<Str>) -> Self {
        self.spec.options = Options::Of(group.into_value());
        self
    }
}
