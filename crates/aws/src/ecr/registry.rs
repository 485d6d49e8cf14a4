use crate::{filled, mapped};
use stackwright_cfn::ecr as cfn;
use stackwright_cfn::kind::ecr::RepositoryName;
use stackwright_cfn::kind::signer::SigningProfileArn;
use stackwright_core::{Construct, IntoValue, NodeId, Scope, Str, Text, Value, non_empty, sub};

use crate::iam::{PolicyDocument, Principal, Statement};

/// What is said of the registry of an account and a region as a whole: how its images are scanned,
/// where they are copied to, by what they are signed. An account has one of each, whatever stack
/// says it.
///
/// It adds, of what is said: `Scanning`, `Replication`, `Signing`, `Policy`, and for each
/// [excluded](Self::without_pull_times_of) principal `Exclusion` and its id.
///
/// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html>
///
/// ```
/// use stackwright_aws::ecr::Registry;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let registry = Registry::new()
///     .scan_continuously(["prod/*"])
///     .replicate_to("eu-west-1", ["prod/"]);
/// app.stack("Registry").add("Registry", registry);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Registry {
    on_push: Vec<Text>,
    continuously: Vec<Text>,
    replication: Vec<Replication>,
    signing: Vec<(Value<SigningProfileArn>, Vec<Text>)>,
    excluded: Vec<(Text, Value<Str>)>,
    allowed: Vec<Statement>,
}

/// Where images are copied to, of repositories whose names begin so.
#[derive(Clone, Debug)]
struct Replication {
    account: Value<Str>,
    region: Value<Str>,
    prefixes: Vec<Value<RepositoryName>>,
}

impl Registry {
    /// A registry of which nothing is said.
    pub fn new() -> Self {
        Registry::default()
    }

    /// Scans images when they are pushed, in repositories whose names match one of these, with `*`
    /// for anything.
    pub fn scan_on_push<F: Into<Text>>(mut self, filters: impl IntoIterator<Item = F>) -> Self {
        self.on_push.extend(filters.into_iter().map(Into::into));
        self
    }

    /// Scans images when they are pushed and whenever something new is known, by Amazon Inspector:
    /// enhanced scanning, which costs, for all that is scanned.
    ///
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html>
    pub fn scan_continuously<F: Into<Text>>(
        mut self,
        filters: impl IntoIterator<Item = F>,
    ) -> Self {
        self.continuously
            .extend(filters.into_iter().map(Into::into));
        self
    }

    /// Copies what is pushed to another region of this account: repositories whose names begin with
    /// one of these; all, if none is said.
    pub fn replicate_to<P: IntoValue<RepositoryName>>(
        self,
        region: impl IntoValue<Str>,
        prefixes: impl IntoIterator<Item = P>,
    ) -> Self {
        self.replicate_to_account(sub!("{AWS::AccountId}"), region, prefixes)
    }

    /// The same, to another account, whose registry has to allow it.
    pub fn replicate_to_account<P: IntoValue<RepositoryName>>(
        mut self,
        account: impl IntoValue<Str>,
        region: impl IntoValue<Str>,
        prefixes: impl IntoIterator<Item = P>,
    ) -> Self {
        self.replication.push(Replication {
            account: account.into_value(),
            region: region.into_value(),
            prefixes: prefixes.into_iter().map(P::into_value).collect(),
        });
        self
    }

    /// Signs what is pushed by a signing profile of AWS Signer: repositories whose names match one of
    /// these; all, if none is said.
    pub fn sign_with<F: Into<Text>>(
        mut self,
        profile: impl IntoValue<SigningProfileArn>,
        filters: impl IntoIterator<Item = F>,
    ) -> Self {
        let filters = filters.into_iter().map(Into::into).collect();
        self.signing.push((profile.into_value(), filters));
        self
    }

    /// Lets another account copy its images here, into repositories whose names begin with one of these,
    /// as `prod/`, and have those made: what [`replicate_to_account`](Self::replicate_to_account) of the
    /// other one needs. All repositories, if none is said.
    ///
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions-create-replication.html>
    pub fn replicated_from<P: Into<Text>>(
        self,
        account: impl IntoValue<Str>,
        prefixes: impl IntoIterator<Item = P>,
    ) -> Self {
        let mut prefixes: Vec<Text> = prefixes.into_iter().map(Into::into).collect();
        if prefixes.is_empty() {
            prefixes.push(Text::Borrowed(""));
        }
        let repositories = prefixes.into_iter().map(|prefix| -> Value<Str> {
            sub!("arn:{AWS::Partition}:ecr:{AWS::Region}:{AWS::AccountId}:repository/{prefix}*")
        });
        let copy = Statement::allow(["ecr:CreateRepository", "ecr:ReplicateImage"]);
        let copy = copy.to(Principal::account(account));
        self.allow(copy.on(repositories.collect::<Vec<_>>()))
    }

    /// Lets somebody do something with the registry as a whole, by a statement that names who, as
    /// another account that has images kept of yet another registry.
    ///
    /// <https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html>
    pub fn allow(mut self, statement: Statement) -> Self {
        self.allowed.push(statement);
        self
    }

    /// Does not count pulls of a role or user, by its ARN, for the time of an image's last pull; `id`
    /// tells it apart from others, as `Scanner`.
    pub fn without_pull_times_of(
        mut self,
        id: impl Into<Text>,
        principal_arn: impl IntoValue<Str>,
    ) -> Self {
        self.excluded.push((id.into(), principal_arn.into_value()));
        self
    }
}

impl Construct for Registry {
    type Handle = NodeId;

    fn build(self, scope: Scope<'_>) -> NodeId {
        scan(&self.on_push, &self.continuously, scope);
        replicate(self.replication, scope);
        sign(self.signing, scope);
        if !self.allowed.is_empty() {
            let document = self.allowed.into_iter();
            let document = document.fold(PolicyDocument::new(), PolicyDocument::statement);
            scope.add("Policy", cfn::RegistryPolicy::new().policy_text(document));
        }
        for (id, principal) in self.excluded {
            let exclusion = cfn::PullTimeUpdateExclusion::new().principal_arn(principal);
            scope.add(format!("Exclusion{id}"), exclusion);
        }
        scope.node()
    }
}

fn scan(on_push: &[Text], continuously: &[Text], scope: Scope<'_>) {
    use cfn::registry_scanning_configuration::{
        FilterType, RepositoryFilter, ScanFrequency, ScanType, ScanningRule,
    };

    let rule = |filters: &[Text], frequency: ScanFrequency| {
        let filters = filters.iter().map(|filter| {
            let named = RepositoryFilter::new().filter(filter.clone());
            named.filter_type(FilterType::Wildcard)
        });
        let filters = non_empty(filters)?;
        Some(
            ScanningRule::new()
                .repository_filters(filters)
                .scan_frequency(frequency),
        )
    };
    let rules = [
        rule(on_push, ScanFrequency::ScanOnPush),
        rule(continuously, ScanFrequency::ContinuousScan),
    ];
    if let Some(rules) = non_empty(rules.into_iter().flatten()) {
        let kind = match continuously.is_empty() {
            true => ScanType::Basic,
            false => ScanType::Enhanced,
        };
        let scanning = cfn::RegistryScanningConfiguration::new().rules(rules);
        scope.add("Scanning", scanning.scan_type(kind));
    }
}

fn replicate(rules: Vec<Replication>, scope: Scope<'_>) {
    use cfn::replication_configuration::{
        FilterType, ReplicationConfiguration, ReplicationDestination, ReplicationRule,
        RepositoryFilter,
    };

    let rules = rules.into_iter().map(|rule| {
        let to = ReplicationDestination::new()
            .registry_id(rule.account)
            .region(rule.region);
        let own = ReplicationRule::new().destinations([to]);
        let filters = filled(mapped(rule.prefixes, |prefix| {
            let named = RepositoryFilter::new().filter(prefix);
            named.filter_type(FilterType::PrefixMatch)
        }));
        match filters {
            Some(filters) => own.repository_filters(filters),
            None => own,
        }
    });
    if let Some(rules) = non_empty(rules) {
        let all = ReplicationConfiguration::new().rules(rules);
        let replication = cfn::ReplicationConfiguration::new().replication_configuration(all);
        scope.add("Replication", replication);
    }
}

fn sign(rules: Vec<(Value<SigningProfileArn>, Vec<Text>)>, scope: Scope<'_>) {
    use cfn::signing_configuration::{FilterType, RepositoryFilter, Rule};

    let rules = rules.into_iter().map(|(profile, filters)| {
        let rule = Rule::new().signing_profile_arn(profile);
        let filters = filled(mapped(filters, |filter| {
            let named = RepositoryFilter::new().filter(filter);
            named.filter_type(FilterType::WildcardMatch)
        }));
        match filters {
            Some(filters) => rule.repository_filters(filters),
            None => rule,
        }
    });
    if let Some(rules) = non_empty(rules) {
        scope.add("Signing", cfn::SigningConfiguration::new().rules(rules));
    }
}
