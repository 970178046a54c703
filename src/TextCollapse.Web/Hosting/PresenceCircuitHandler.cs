using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using TextCollapse.Web.Security;

namespace TextCollapse.Web.Hosting;

/// <summary>
/// Tracks the connection of one page: present while connected, absent after its tab was closed, present again after a reconnection.
/// </summary>
internal sealed class PresenceCircuitHandler(Presence presence, AuthenticationStateProvider authentication) : CircuitHandler
{
    /// <summary>False for a page that was opened while too many others were open.</summary>
    public bool IsAdmitted { get; private set; } = true;

    /// <inheritdoc/>
    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) =>
        IsAdmitted = presence.TryAdd(circuit.Id, Visitor.Of((await authentication.GetAuthenticationStateAsync()).User));

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        presence.Remove(circuit.Id);
        return Task.CompletedTask;
    }
}
