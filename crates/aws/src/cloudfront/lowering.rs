use stackwright_cfn::cloudfront::distribution as parts;
use stackwright_cfn::kind::elasticloadbalancingv2::LoadBalancerArn;
use stackwright_core::{IntoValue, Str, Text, Value, With, non_empty};

use super::behavior::How;

const ALL: [&str; 7] = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"];
const READING: [&str; 3] = ["GET", "HEAD", "OPTIONS"];

/// Says how requests are answered of what answers some paths, and of what answers the others: two types
/// in a template, with properties of the same names.
macro_rules! say {
    ($built:expr, $how:ident) => {{
        let functions = $how.functions.into_iter().map(|(event, arn)| {
            parts::FunctionAssociation::new()
                .event_type(event)
                .function_arn(arn)
        });
        let lambdas = $how.lambdas.into_iter().map(|lambda| {
            parts::LambdaFunctionAssociation::new()
                .event_type(lambda.event.word())
                .lambda_function_arn(lambda.version)
                .with(lambda.has_body.then_some(true), |association, yes| {
                    association.include_body(yes)
                })
        });
        let methods = match $how.all_methods {
            true => ALL.to_vec(),
            false => READING.to_vec(),
        };
        let grpc = $how.grpc.then(|| parts::GrpcConfig::new().enabled(true));
        $built
            .allowed_methods(methods)
            .compress($how.compresses)
            .cache_policy_id($how.cache)
            .with($how.request, |built, policy| {
                built.origin_request_policy_id(policy)
            })
            .with($how.response, |built, policy| {
                built.response_headers_policy_id(policy)
            })
            .with(non_empty(functions), |built, functions| {
                built.function_associations(functions)
            })
            .with(non_empty(lambdas), |built, lambdas| {
                built.lambda_function_associations(lambdas)
            })
            .with(grpc, |built, grpc| built.grpc_config(grpc))
            .with($how.signers, |built, groups| {
                built.trusted_key_groups(groups)
            })
            .with($how.log, |built, arn| built.realtime_log_config_arn(arn))
    }};
}

/// How what no path is for is answered.
pub(super) fn common(target: Text, how: How) -> parts::DefaultCacheBehavior {
    let target: Value<Str> = target.into_value();
    say!(
        parts::DefaultCacheBehavior::new()
            .target_origin_id(target.assume::<LoadBalancerArn>())
            .viewer_protocol_policy(parts::ViewerProtocolPolicy::RedirectToHttps),
        how
    )
}

/// How a path is answered.
pub(super) fn special(path: Text, target: Text, how: How) -> parts::CacheBehavior {
    say!(
        parts::CacheBehavior::new()
            .path_pattern(path)
            .target_origin_id(target)
            .viewer_protocol_policy("redirect-to-https"),
        how
    )
}
