use stackwright_core::{Expr, NodeId, Text};

use super::Statement;

/// Rules that AWS keeps.
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ManagedRules {
    /// What is wrong with requests to any site.
    Common,
    /// What is known to be an attack.
    KnownBadInputs,
    /// Pages of administration.
    AdminProtection,
    /// Texts for SQL.
    SqlInjection,
    /// Attacks on Linux.
    Linux,
    /// Addresses that Amazon knows for bots.
    IpReputation,
    /// Addresses behind which people hide.
    AnonymousIp,
    /// Another group of AWS's, by its name, as `AWSManagedRulesUnixRuleSet`.
    Other(Text),
}

impl ManagedRules {
    fn name(&self) -> Text {
        Text::Borrowed(match self {
            ManagedRules::Common => "AWSManagedRulesCommonRuleSet",
            ManagedRules::KnownBadInputs => "AWSManagedRulesKnownBadInputsRuleSet",
            ManagedRules::AdminProtection => "AWSManagedRulesAdminProtectionRuleSet",
            ManagedRules::SqlInjection => "AWSManagedRulesSQLiRuleSet",
            ManagedRules::Linux => "AWSManagedRulesLinuxRuleSet",
            ManagedRules::IpReputation => "AWSManagedRulesAmazonIpReputationList",
            ManagedRules::AnonymousIp => "AWSManagedRulesAnonymousIpList",
            ManagedRules::Other(name) => return name.clone(),
        })
    }
}

/// A group of rules that somebody else keeps, and what is changed of it.
///
/// ```
/// use stackwright_aws::wafv2::{ManagedRuleGroup, ManagedRules, Part, Statement, WebAcl};
///
/// let uploads = Statement::starts_with(Part::path(), "/uploads");
/// let common = ManagedRuleGroup::from(ManagedRules::Common)
///     .count_rule("SizeRestrictions_BODY")
///     .only(uploads.not());
/// let acl = WebAcl::regional().managed(common);
/// ```
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-managed-rule-groups.html>
#[derive(Clone, Debug)]
pub struct ManagedRuleGroup {
    vendor: Text,
    name: Text,
    version: Option<Text>,
    overrides: Vec<(Text, &'static str)>,
    only: Option<Statement>,
}

impl From<ManagedRules> for ManagedRuleGroup {
    fn from(rules: ManagedRules) -> Self {
        ManagedRuleGroup::of_vendor("AWS", rules.name())
    }
}

impl ManagedRuleGroup {
    /// A group of a vendor in the AWS Marketplace, by both names.
    pub fn of_vendor(vendor: impl Into<Text>, name: impl Into<Text>) -> Self {
        ManagedRuleGroup {
            vendor: vendor.into(),
            name: name.into(),
            version: None,
            overrides: Vec::new(),
            only: None,
        }
    }

    /// Stays at a version; the default of the vendor, which changes, if this is not said.
    pub fn version(mut self, version: impl Into<Text>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// Counts what one of its rules would block.
    pub fn count_rule(mut self, name: impl Into<Text>) -> Self {
        self.overrides.push((name.into(), "Count"));
        self
    }

    /// Lets through what one of its rules would block.
    pub fn allow_rule(mut self, name: impl Into<Text>) -> Self {
        self.overrides.push((name.into(), "Allow"));
        self
    }

    /// Blocks what one of its rules would count.
    pub fn block_rule(mut self, name: impl Into<Text>) -> Self {
        self.overrides.push((name.into(), "Block"));
        self
    }

    /// Tries it on those requests alone that are like this.
    pub fn only(mut self, statement: impl Into<Statement>) -> Self {
        self.only = Some(statement.into());
        self
    }

    pub(super) fn name(&self) -> Text {
        self.name.clone()
    }

    pub(super) fn names(&self) -> Vec<NodeId> {
        let only = self.only.iter();
        only.flat_map(|statement| statement.sets.clone()).collect()
    }

    pub(super) fn lower(self) -> Expr {
        let mut settings = vec![
            ("VendorName", Expr::Str(self.vendor)),
            ("Name", Expr::Str(self.name)),
        ];
        if let Some(version) = self.version {
            settings.push(("Version", Expr::Str(version)));
        }
        if !self.overrides.is_empty() {
            let overrides = self.overrides.into_iter().map(|(name, action)| {
                let nothing = Expr::object([] as [(&str, Expr); 0]);
                Expr::object([
                    ("Name", Expr::Str(name)),
                    ("ActionToUse", Expr::object([(action, nothing)])),
                ])
            });
            settings.push(("RuleActionOverrides", Expr::List(overrides.collect())));
        }
        if let Some(only) = self.only {
            settings.push(("ScopeDownStatement", only.what));
        }
        Expr::object([("ManagedRuleGroupStatement", Expr::object(settings))])
    }
}
